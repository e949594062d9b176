"""A site of its own in a folder: a database in a file, no server, commands and programs that run beside the suite."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.database import CACHE, kept_key

ROOT = Path(__file__).resolve().parents[2]
# What every program begins with. The client answers as a server does: it raises nothing.
PREAMBLE = """
import django
django.setup()
from django.conf import settings
from django.test.signals import setting_changed
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
setting_changed.send(sender=None, setting="STORAGES", value=settings.STORAGES, enter=True)
settings.ALLOWED_HOSTS = ["*"]
from django.db import connection
from django.test import Client
client = Client(raise_request_exception=False)
"""


@dataclass(frozen=True)
class SiteCopy:
    """Where it is, and what its processes are told."""

    folder: Path
    database_url: str = ""

    @property
    def database(self) -> Path:
        """The file of SQLite."""
        return self.folder / "passeurs.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """The settings of its processes: nothing of those of the suite's own database."""
        mine = {
            "PASSEURS_VAR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "passeurs.config.settings",
            "EMAIL_BACKEND": "passeurs.notifications.adapters.outbox.OutboxBackend",
            "PASSEURS_DEMO": "0",
            "PYTHONWARNINGS": "default",
        }
        return {name: value for name, value in os.environ.items() if name != "REDIS_URL"} | mine

    def manage(self, *arguments: str, status: int = 0) -> str:
        """Run a command; what it said."""
        return self._run([sys.executable, "manage.py", *arguments], status)

    def run(self, program: str) -> str:
        """Run a program with the site set up; what it printed."""
        return self._run([sys.executable, "-c", PREAMBLE + program], 0)

    def _run(self, command: list[str], status: int) -> str:
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + (done.stderr if status else "")


def sqlite_copy(folder: Path) -> SiteCopy:
    """One on SQLite, its tables as the migrations make them. Only where the suite itself runs on SQLite."""
    assert connection.vendor == "sqlite"
    copy = SiteCopy(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(CACHE / f"{kept_key('sqlite')}.sqlite3", copy.database)
    return copy
