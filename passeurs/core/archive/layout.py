"""What is in a backup, and how the tools of the database are called."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from passeurs.core.service_mark import MAIL_HELD

MANIFEST = "manifest.json"
SQLITE_FILE = "database.sqlite3"
DUMP_FILE = "database.dump"
SECRET_FILE = "secret_key"
ERASURES_FILE = "erasures.jsonl"
MEDIA = "media"
FORMAT = 1


def hold_sql(table: str, at: dt.datetime) -> str:
    """The sentences that have a database hold its mails, for those who write it without Django."""
    moment = f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"
    values = f"('{MAIL_HELD}', '{moment}{'' if is_sqlite() else '+00'}', '{{}}')"
    return f"DELETE FROM {table} WHERE name = '{MAIL_HELD}'; INSERT INTO {table} (name, at, data) VALUES {values};"


def is_sqlite() -> bool:
    """Whether the site is on SQLite."""
    return connection.vendor == "sqlite"


def run_tool(name: str, options: Sequence[str], **streams: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a tool of PostgreSQL on the site's database. Its password goes through the environment, never the line."""
    if shutil.which(name) is None:
        raise FileNotFoundError(f"{name}: install the client tools of PostgreSQL (postgresql-client)")
    arguments, secrets = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    return subprocess.run(
        [name, *options, *arguments[1:]],
        env={**os.environ, **(secrets or {})},
        check=True,
        capture_output=True,
        **streams,
    )


def database_file() -> Path:
    """The file of SQLite."""
    return Path(str(connection.settings_dict["NAME"]))
