"""What is nobody's mistake is told as a pause (503), and passes by itself; what is ours stays an error."""

import errno
import json
import os
import resource
import sqlite3

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.urls import reverse

from passeurs.core.outage import is_outage, pauses
from passeurs.core.patient_cache import PatientFileCache
from tests.core.site_copy import sqlite_copy

# Asks for the letter, which writes a reader and a task, before, while and after the database refuses, each way.
FAULTS = """
import datetime as dt, json, resource, sqlite3, sys
from contextlib import contextmanager
from pathlib import Path
from passeurs.editorial.forms.subscription import form_stamp
from passeurs.editorial.models import Subscription
from passeurs.core import clock
from django_tasks_db.models import DBTaskResult

path = str(settings.DATABASES["default"]["NAME"])
settings.DATABASES["default"]["OPTIONS"]["timeout"] = 0.2
# A site that ran before has its write-ahead log.
assert Subscription.objects.count() == 0
stamp = form_stamp(clock.now() - dt.timedelta(minutes=1))

@contextmanager
def locked():
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()

@contextmanager
def read_only():
    connection.cursor().execute("PRAGMA query_only=ON")
    yield
    connection.cursor().execute("PRAGMA query_only=OFF")

@contextmanager
def full():
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    connection.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    connection.close()

def ask(name):
    return client.post("/lettre/", {"email": f"{name}@exemple.fr", "rythme": "mois", "stamp": stamp, "website": ""})

told = {}
for fault in (locked, read_only, full):
    name = fault.__name__
    with fault():
        during, page = ask(name), client.get("/lettre/")
    after = ask(name)
    text = during.content.decode()
    told[name] = {
        "during": during.status_code, "retry": during.headers.get("Retry-After", ""), "page": page.status_code,
        "says": "Le site fait une pause" in text, "after": after.status_code,
        "rows": Subscription.objects.filter(email__startswith=name).count(),
    }
told["tasks"] = DBTaskResult.objects.count()
print(json.dumps(told))
"""


def raised(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG])
def test_a_disk_that_refuses_is_an_outage(number):
    assert is_outage(OSError(number, os.strerror(number)))


def test_what_is_ours_is_none():
    assert not is_outage(None)
    assert not is_outage(ValueError("x"))
    assert not is_outage(FileNotFoundError(errno.ENOENT, "x"))
    assert not is_outage(ProgrammingError("no such column"))


@pytest.mark.django_db
def test_a_missing_table_is_a_mistake_on_both_databases():
    with pytest.raises(DatabaseError) as told, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM nowhere")
    assert not is_outage(told.value)


def test_sqlite_is_told_apart_by_its_codes(tmp_path):
    made = sqlite3.connect(tmp_path / "a.db")
    made.execute("CREATE TABLE a (b)")
    made.execute("PRAGMA query_only=ON")
    with pytest.raises(sqlite3.OperationalError) as told:
        made.execute("INSERT INTO a VALUES (1)")
    made.close()
    assert is_outage(raised(OperationalError("x"), told.value))


def test_waits_grow_and_stop_growing():
    waits = pauses()
    assert [next(waits) for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="faults of SQLite")
@pytest.mark.django_db
def test_locked_read_only_or_full_it_says_a_pause_writes_nothing_by_half_and_goes_on(tmp_path):
    site = sqlite_copy(tmp_path / "var")
    # The last line: each pause left one of its own.
    told = json.loads(site.run(FAULTS).strip().splitlines()[-1])
    whole = {"during": 503, "retry": "10", "page": 200, "says": True, "after": 302, "rows": 1}
    # Three readers asked, each once: none in double, and none of what was refused.
    assert told == {"locked": whole, "read_only": whole, "full": whole, "tasks": 3}


def test_a_cache_that_cannot_be_written_costs_no_page(tmp_path):
    cache = PatientFileCache(str(tmp_path), {})
    cache.set("a", 1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        cache.set("a", 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert cache.get("a") == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".djcache"]
    cache.set("a", 2)
    assert cache.get("a") == 2


@pytest.mark.django_db
def test_the_process_says_that_it_lives_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse("core:alive"))
    assert response.json() == {"alive": True}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_site_says_that_its_database_answers(client):
    assert client.get(reverse("core:ready")).json() == {"database": True}
