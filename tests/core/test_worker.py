"""The worker outlives a database that refuses, and finishes what it has in hand when its whole group is stopped."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.core.site_copy import ROOT, sqlite_copy

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a site of its own, on a file"),
]
TABLE = DBTaskResult._meta.db_table
ENQUEUE = "from tests.core.long_task import last\nlast.enqueue(%r)"


@pytest.fixture
def site(tmp_path):
    return sqlite_copy(tmp_path / "var")


@pytest.fixture
def worker(site):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "--interval", "0.2", "--no-startup-delay"],
        cwd=ROOT, env=site.environment | {"SQLITE_WAIT_SECONDS": "0.3"}, start_new_session=True,
    )  # fmt: skip
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(site, status, seconds=60):
    """Until the one task has this status; False when it never had."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        rows = sqlite3.connect(site.database)
        found = rows.execute(f"SELECT status FROM {TABLE}").fetchall()
        rows.close()
        if found == [(status,)]:
            return True
        time.sleep(0.1)
    return False


def test_stopped_with_its_group_it_finishes_its_task(site, worker):
    end = site.folder / "end"
    site.run(ENQUEUE % str(end))
    assert wait_for(site, "RUNNING")
    # A terminal stops the group, then the shell its jobs.
    os.killpg(worker.pid, signal.SIGINT)
    time.sleep(0.5)
    worker.terminate()
    time.sleep(0.5)
    end.touch()
    assert worker.wait(timeout=60) == 0
    assert wait_for(site, "SUCCESSFUL", 1)


def test_a_locked_database_is_waited_for(site, worker):
    site.run(ENQUEUE % str(site.folder))
    assert wait_for(site, "SUCCESSFUL")
    other = sqlite3.connect(site.database, isolation_level=None, timeout=20)
    other.execute("BEGIN IMMEDIATE")
    other.execute(f"UPDATE {TABLE} SET status = 'READY'")
    time.sleep(4)
    assert worker.poll() is None
    other.execute("COMMIT")
    other.close()
    assert wait_for(site, "SUCCESSFUL")
    assert worker.poll() is None
