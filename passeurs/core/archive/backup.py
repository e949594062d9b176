"""Make a backup while the site runs."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connection

from passeurs.core.archive.layout import (
    DUMP_FILE,
    ERASURES_FILE,
    FORMAT,
    MANIFEST,
    MEDIA,
    SECRET_FILE,
    SQLITE_FILE,
    hold_sql,
    is_sqlite,
    run_tool,
)
from passeurs.core.erasure_log import known_erasures


def make_backup(folder: Path, *, at: dt.datetime) -> Path:
    """One archive in `folder`, readable by its owner alone; it appears whole or not at all.

    The database comes first: a file sent meanwhile is in the archive without its row, never the reverse.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"passeurs-{at.astimezone(dt.UTC):%Y-%m-%dT%H%M%SZ}.tar.gz"
    unfinished = folder / f".{name}.unfinished"
    try:
        with tempfile.TemporaryDirectory(prefix=".passeurs-", dir=folder) as made:
            _write_parts(Path(made), at)
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                    for part in sorted(Path(made).iterdir()):
                        archive.add(part, part.name)
                    if Path(settings.MEDIA_ROOT).exists():
                        archive.add(settings.MEDIA_ROOT, MEDIA)
                file.flush()
                os.fsync(file.fileno())
        unfinished.rename(folder / name)
    finally:
        unfinished.unlink(missing_ok=True)
    return folder / name


def _write_parts(folder: Path, at: dt.datetime) -> None:
    if is_sqlite():
        _copy_sqlite(folder / SQLITE_FILE, at)
    else:
        run_tool("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP_FILE}"])
    manifest = {"format": FORMAT, "made_at": at.astimezone(dt.UTC).isoformat(), "engine": connection.vendor}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (folder / SECRET_FILE).write_text(settings.SECRET_KEY, encoding="utf-8")
    lines = "".join(json.dumps(asdict(line)) + "\n" for line in sorted(known_erasures()))
    (folder / ERASURES_FILE).write_text(lines, encoding="utf-8")


def _copy_sqlite(path: Path, at: dt.datetime) -> None:
    """SQLite's own online copy, one file without a log beside it, checked, its mails held wherever it is put."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.executescript(f"PRAGMA journal_mode=DELETE; {hold_sql('core_servicemark', at)}")
        (told,) = copy.execute("PRAGMA quick_check").fetchone()
    if told != "ok":
        raise sqlite3.DatabaseError(f"the copy is not whole: {told}")
