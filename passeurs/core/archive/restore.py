"""Put a backup back. What was there is moved aside, mails are held, erasures made since are made again."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError, connection

from passeurs.core.archive.layout import (
    DUMP_FILE,
    ERASURES_FILE,
    FORMAT,
    MANIFEST,
    MEDIA,
    SECRET_FILE,
    SQLITE_FILE,
    database_file,
    hold_sql,
    is_sqlite,
    run_tool,
)
from passeurs.core.erasure_log import Erasure, add_lines, erase_again, known_erasures, read_lines
from passeurs.core.presence import alone
from passeurs.core.service_mark import MAIL_HELD, leave_mark

PG_RESTORE = ("pg_restore", "--no-owner", "--no-privileges", "--file=-")
# What SQLite keeps beside its file: left there, it would be written into the restored one.
SQLITE_PARTS = ("", "-wal", "-shm", "-journal")


class RestoreRefused(Exception):  # noqa: N818 - what was said to the operator
    """Nothing was changed; the reason is for the operator."""


@dataclass(frozen=True)
class Restored:
    """What was done: when the backup was made, where the former site is, erasures made again and failed."""

    made_at: dt.datetime
    aside: Path
    erased_count: int
    failed: list[Erasure]
    is_same_secret: bool


def restore_backup(archive: Path, *, at: dt.datetime, is_forced: bool = False) -> Restored:
    """Put the archive in the place of this site. Raises RestoreRefused, with nothing changed, when it may not."""
    with alone() as is_alone:
        if not is_forced and (not is_alone or _others_connected()):
            raise RestoreRefused("The site runs: stop it, its worker and its clock, or say --force.")
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.VAR_DIR) as unpacked:
            folder = Path(unpacked)
            made_at = _unpack(archive, folder)
            aside = settings.VAR_DIR / f"before-restore-{at.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}"
            aside.mkdir(mode=0o700)
            known = _known()
            told = read_lines(folder / ERASURES_FILE)
            connection.close()
            (_put_sqlite if is_sqlite() else _put_dump)(folder, aside, at)
            _put_files(folder, aside)
            is_same_secret = _put_secret(folder)
        add_lines((told | known) - read_lines(Path(settings.ERASURES_FILE)))
        call_command("migrate", verbosity=0, interactive=False)
        leave_mark(MAIL_HELD, at=at)
        cache.clear()
        done, failed = erase_again(known | told, since=made_at)
    return Restored(made_at, aside, done, failed, is_same_secret)


def _known() -> set[Erasure]:
    """Erasures that this machine knows of: its list, and the journal of the database it has, if that can be read."""
    try:
        return known_erasures()
    except DatabaseError:
        return read_lines(Path(settings.ERASURES_FILE))


def _others_connected() -> bool:
    """Whether another process is connected to the database, from any machine: PostgreSQL knows."""
    if is_sqlite():
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0])


def _unpack(archive: Path, folder: Path) -> dt.datetime:
    """Unpack, and look at what it is before anything is changed."""
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        made_at = dt.datetime.fromisoformat(manifest["made_at"])
    except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as error:
        raise RestoreRefused(f"This is no backup of this site, or it is cut: {error}") from error
    if manifest.get("format") != FORMAT or manifest.get("engine") != connection.vendor:
        raise RestoreRefused(f"This backup is of {manifest.get('engine')}, the site is on {connection.vendor}.")
    if is_sqlite():
        try:
            with closing(sqlite3.connect(folder / SQLITE_FILE)) as copy:
                (told,) = copy.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise RestoreRefused(f"The database of this backup cannot be read: {error}") from error
        if told != "ok":
            raise RestoreRefused(f"The database of this backup is not whole: {told}")
    return made_at


def _put_sqlite(folder: Path, aside: Path, at: dt.datetime) -> None:
    place = database_file()
    for part in SQLITE_PARTS:
        former = place.with_name(place.name + part)
        if former.exists():
            shutil.move(former, aside / former.name)
    shutil.move(folder / SQLITE_FILE, place)


def _put_dump(folder: Path, aside: Path, at: dt.datetime) -> None:
    """In one transaction: the former tables, the new ones, mails held. A failure leaves what was."""
    run_tool("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={aside / DUMP_FILE}"])
    script = folder / "restore.sql"
    with script.open("wb") as out:
        out.write(b"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n")
        out.flush()
        # The tool turns a dump into sentences without any database.
        subprocess.run([*PG_RESTORE, folder / DUMP_FILE], stdout=out, check=True)
        out.write(f"\n{hold_sql('public.core_servicemark', at)}\n".encode())
    run_tool("psql", ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", f"--file={script}"])


def _put_files(folder: Path, aside: Path) -> None:
    place = Path(settings.MEDIA_ROOT)
    if place.exists():
        shutil.move(place, aside / MEDIA)
    if (folder / MEDIA).exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / MEDIA, place)


def _put_secret(folder: Path) -> bool:
    """Links sent by mail are signed with the secret. Whether the site has that one now; else the operator sets it."""
    secret = (folder / SECRET_FILE).read_text(encoding="utf-8")
    path = settings.VAR_DIR / "secret_key"
    if secret == settings.SECRET_KEY:
        return True
    if path.exists() and path.read_text() == settings.SECRET_KEY:
        path.write_text(secret)
        path.chmod(0o600)
        return True
    return False
