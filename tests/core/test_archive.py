"""A backup is restored whole, over a stale write-ahead log; the copy writes to nobody; the erased stay erased."""

import json
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing

import pytest
from django.db import connection

from tests.core.site_copy import ROOT, SiteCopy, sqlite_copy
from tests.database import KeptTemplate, kept_key

pytestmark = pytest.mark.django_db

# People, a file that was sent, a mail that waits; who is erased after the backup was made.
SEED = """
from pathlib import Path
from passeurs.core.queue import post
from passeurs.editorial.models import Subscription
from passeurs.notifications.models import Delivery, Message
from passeurs.people.models import Person
from passeurs.core import clock
for name in ("Inès", "Malo", "Samia"):
    Person.objects.create_user(f"{len(name)}{name[0].lower()}@exemple.fr", first_name=name)
person = Person.objects.get(first_name="Malo")
message = Message.objects.create(person=person, kind="essai", title="Un mot", body="", url="/", created_at=clock.now())
Delivery.objects.create(message=message, due_at=clock.now())
media = Path(settings.MEDIA_ROOT) / "photos"
media.mkdir(parents=True)
(media / "une.jpg").write_bytes(b"une photo")
"""
ERASE = """
from passeurs.people.actions import erase_person
from passeurs.people.models import Person
erase_person(person=Person.objects.get(first_name="Inès"))
Person.objects.create_user("tard@exemple.fr", first_name="Tard")
(__import__("pathlib").Path(settings.MEDIA_ROOT) / "photos" / "une.jpg").unlink()
"""
KILLED = """
import os
from passeurs.people.models import Person
Person.objects.create_user("tue@exemple.fr", first_name="Tué")
os._exit(0)
"""
STATE = """
import json
from pathlib import Path
from passeurs.core.service_mark import is_mail_held
from passeurs.notifications.models import Delivery
from passeurs.people.models import Person
photo = Path(settings.MEDIA_ROOT) / "photos" / "une.jpg"
print(json.dumps({
    "names": sorted(Person.objects.filter(erased_at=None).values_list("first_name", flat=True)),
    "erased": Person.objects.exclude(erased_at=None).count(),
    "photo": photo.read_text() if photo.exists() else "",
    "held": is_mail_held(),
    "waiting": Delivery.objects.filter(state=Delivery.State.WAITING).count(),
    "secret": settings.SECRET_KEY[:8],
}))
"""


@pytest.fixture
def site(tmp_path):
    """A site of its own on the database of the suite."""
    if connection.vendor == "sqlite":
        yield sqlite_copy(tmp_path / "var")
        return
    kept, name = KeptTemplate(kept_key("postgresql")), f"{connection.settings_dict['NAME']}_site"
    kept.run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{kept.name}"')
    told = connection.settings_dict
    address = f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{name}"
    (tmp_path / "var").mkdir()
    yield SiteCopy(tmp_path / "var", address)
    kept.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def state(site):
    return json.loads(site.run(STATE))


def mails(site):
    return list((site.folder / "outbox").glob("*")) if (site.folder / "outbox").exists() else []


def archive_of(site):
    (path,) = (site.folder / "backups").glob("passeurs-*.tar.gz")
    return path


def test_a_backup_restored_is_whole_writes_to_nobody_and_erases_again(site):
    site.run(SEED)
    before = state(site)
    site.manage("backup")
    path = archive_of(site)
    assert path.stat().st_mode & 0o077 == 0
    assert not list(path.parent.glob(".*"))
    site.run(ERASE)
    assert state(site) | {"waiting": 1} == before | {
        "names": ["Malo", "Samia", "Tard"], "erased": 1, "photo": "",
    }  # fmt: skip
    if not site.database_url:
        # What a site that was killed leaves: a log of writes that are not of the restored file.
        site.run(KILLED)
        assert site.database.with_name(site.database.name + "-wal").stat().st_size > 0
    said = site.manage("restore", str(path))
    assert "refaits : 1" in said.replace("\u202f", " ")
    # Inès asked to be erased after the backup: she is erased again. Tard came after it.
    assert state(site) == before | {"names": ["Malo", "Samia"], "erased": 1, "held": True}
    sent = len(mails(site))
    site.manage("tick")
    site.manage("send_notifications")
    assert (len(mails(site)), state(site)["waiting"]) == (sent, 1)
    assert "      1  " in site.manage("release_mail")
    assert state(site)["held"]
    site.manage("release_mail", "--yes")
    site.manage("send_notifications")
    assert (state(site)["held"], state(site)["waiting"]) == (False, 0)


def test_the_worker_of_a_restored_copy_keeps_still(site):
    site.run(SEED + "from passeurs.notifications.tasks import deliver_due\ndeliver_due.enqueue()")
    site.manage("backup")
    site.manage("restore", str(archive_of(site)))
    count = "from django_tasks_db.models import DBTaskResult\nprint(DBTaskResult.objects.ready().count())"
    worker = subprocess.Popen([sys.executable, "manage.py", "db_worker"], cwd=ROOT, env=site.environment)
    try:
        time.sleep(6)
        assert (worker.poll(), site.run(count).strip(), state(site)["waiting"]) == (None, "1", 1)
        site.manage("release_mail", "--yes")
        for _ in range(30):
            if site.run(count).strip() == "0":
                break
            time.sleep(0.5)
        assert state(site)["waiting"] == 0
        # It runs: nobody restores under it.
        assert "--force" in site.manage("restore", str(archive_of(site)), status=1)
    finally:
        worker.terminate()
        assert worker.wait(timeout=20) == 0


def test_what_is_no_backup_changes_nothing(site, tmp_path):
    site.run(SEED)
    before = state(site)
    cut = tmp_path / "cut.tar.gz"
    site.manage("backup")
    cut.write_bytes(archive_of(site).read_bytes()[:2000])
    assert "Rien n’a été changé" in site.manage("restore", str(cut), status=1)
    assert state(site) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a backup of SQLite")
def test_the_copy_in_a_backup_holds_its_mails_by_itself(site, tmp_path):
    site.run(SEED)
    site.manage("backup")
    with tarfile.open(archive_of(site)) as archive:
        archive.extractall(tmp_path / "out", filter="data")
    with closing(sqlite3.connect(tmp_path / "out" / "database.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM core_servicemark WHERE name = 'mail-held'").fetchone() == (1,)
    assert not state(site)["held"]
    assert (tmp_path / "out" / "secret_key").read_text().startswith(state(site)["secret"])
