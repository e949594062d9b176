"""The test database: made by the migrations once, kept, copied for each process that tests and after what empties it.

Replaying the migrations took a minute of processor in every process: of xdist, of each run of one test, of each clone.
What they make depends on nothing but the files that `kept_key` reads: where one of them changes, it is made anew. It is
kept outside the clone (`PASSEURS_TEST_CACHE`, else the user's cache), and `--create-db` makes it again.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase

CACHE = Path(os.environ.get("PASSEURS_TEST_CACHE") or Path.home() / ".cache" / "passeurs-tests")
# The rooms that say what is in the tables after the migrations; the search makes its own tables and triggers.
ROOMS = ("migrations/*.py", "models.py", "models/*.py", "choices.py", "apps.py", "search/*.py")
KEPT_COUNT = 8


def kept_key(vendor: str) -> str:
    """A name for what the migrations make: the same for the same migrations and models of every application."""
    told = hashlib.sha256(f"{django.__version__} {vendor} {settings.AUTH_USER_MODEL}".encode())
    for config in apps.get_app_configs():
        told.update(config.name.encode())
        for path in sorted(path for room in ROOMS for path in Path(config.path).glob(room)):
            told.update(path.name.encode())
            told.update(path.read_bytes())
    return told.hexdigest()[:16]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time makes or copies the database of this name."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class KeptFile:
    """SQLite: a file, whose pages are read once, then written into the database of the process, in memory or not."""

    def __init__(self, key: str) -> None:
        self.path = CACHE / f"{key}.sqlite3"
        # Read by whichever thread gives back, one at a time.
        self.pages = sqlite3.connect(":memory:", check_same_thread=False)

    def exists(self) -> bool:
        """Whether it was made before."""
        return self.path.exists()

    def keep(self) -> None:
        """Copy what the migrations have just made; the file appears whole or not at all."""
        connection.ensure_connection()
        connection.connection.backup(self.pages)
        unfinished = self.path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as file:
            self.pages.backup(file)
        unfinished.rename(self.path)
        for former in sorted(CACHE.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT_COUNT]:
            former.unlink()

    def create(self, name: str) -> None:
        """Make the database of this process."""
        os.utime(self.path)
        with closing(sqlite3.connect(self.path)) as file:
            file.backup(self.pages)
        connection.settings_dict["NAME"] = name
        self.give_back()

    def give_back(self) -> None:
        """Whatever is in the database, its pages become those that were kept."""
        connection.ensure_connection()
        self.pages.backup(connection.connection)


class KeptTemplate:
    """PostgreSQL: a database of the same server, that others are created from."""

    def __init__(self, key: str) -> None:
        self.name, self.rows = f"passeurs_kept_{key}", CACHE / f"{key}.json"

    def run(self, *statements: str) -> list[tuple[object, ...]]:
        """Run statements outside any test database; the rows of the last one."""
        with connection.creation._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def exists(self) -> bool:
        """Whether it was made before."""
        found = self.run(f"SELECT 1 FROM pg_database WHERE datname = '{self.name}'")
        return bool(found) and self.rows.exists()

    def keep(self) -> None:
        """Copy what the migrations have just made; the oldest ones go."""
        made = connection.settings_dict["NAME"]
        self.rows.write_text(connection.creation.serialize_db_to_string())
        connection.close()
        self.run(f'DROP DATABASE IF EXISTS "{self.name}"', f'CREATE DATABASE "{self.name}" TEMPLATE "{made}"')
        former = self.run("SELECT datname FROM pg_database WHERE datname LIKE 'passeurs\\_kept\\_%' ORDER BY oid")
        self.run(*(f'DROP DATABASE IF EXISTS "{name}"' for (name,) in former[:-KEPT_COUNT]))

    def create(self, name: str) -> None:
        """Make the database of this process."""
        self.run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        connection.settings_dict["NAME"] = name

    def give_back(self) -> None:
        """Empty the tables, then write what migrations had written there: themes, channels, the root of the pages."""
        from django.contrib.contenttypes.models import ContentType

        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(self.rows.read_text())
        with connection.cursor() as cursor:
            # It counts on after the rows that came with their numbers.
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
        # Emptying made content types of other numbers, which Django remembers.
        ContentType.objects.clear_cache()


def forget_kept_database() -> None:
    """Have the migrations replayed, by the first process that needs them."""
    for path in CACHE.glob(f"{kept_key(connection.vendor)}.[js]*"):
        path.unlink()


def use_kept_database() -> None:
    """Have Django's own `create_test_db` run once for all processes; what tests empty is given back from there."""
    key = kept_key(connection.vendor)
    kept = KeptFile(key) if connection.vendor == "sqlite" else KeptTemplate(key)
    migrate = connection.creation.create_test_db
    connection.creation.create_test_db = functools.partial(_create, kept, key, migrate)
    TransactionTestCase._fixture_teardown = lambda case: kept.give_back()


def _create(kept: KeptFile | KeptTemplate, key: str, migrate: Callable[..., str], **options: object) -> str:
    with alone(key):
        if kept.exists():
            name = connection.creation._get_test_db_name()
            connection.close()
            kept.create(name)
            settings.DATABASES[connection.alias]["NAME"] = name
        else:
            name = migrate(**options | {"autoclobber": True, "serialize": False, "keepdb": False})
            kept.keep()
        connection.ensure_connection()
    return name
