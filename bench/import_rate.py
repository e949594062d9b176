"""Import rate as a ratio to a bare `executemany` of the same parsed rows: `python bench/import_rate.py [FILE…]`.

The files are the shipped venues unless told. The database is a new SQLite file, so that every row is a new one.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SCRATCH = tempfile.TemporaryDirectory()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
os.environ["DATABASE_URL"] = f"sqlite:///{SCRATCH.name}/bench.sqlite3"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from passeurs.catalogue.actions.import_run import import_file  # noqa: E402
from passeurs.catalogue.importers.machinery.column import UnreadableRow  # noqa: E402
from passeurs.catalogue.importers.machinery.draft import draft_fields  # noqa: E402
from passeurs.catalogue.importers.machinery.refusal import RowRejected  # noqa: E402
from passeurs.catalogue.importers.machinery.registry import recognise  # noqa: E402
from passeurs.catalogue.importers.machinery.table import open_table  # noqa: E402

VENUES = ("museofile", "musees-liste", "bibliotheques", "cinemas", "festivals", "jardins", "architecture")


def parsed_rows(path: Path) -> list[tuple[object, ...]]:
    """The drafts of a file as flat tuples."""
    table = open_table(path)
    importer = recognise(table)
    importer.bind(table)
    rows = []
    for row in table.rows:
        if isinstance(row, UnreadableRow):
            continue
        try:
            draft = importer.read(row).draft
        except RowRejected:
            continue
        if draft is not None:
            rows.append(tuple(str(getattr(draft, name)) for name in draft_fields(type(draft))))
    table.close()
    return rows


def bare_seconds(rows: list[tuple[object, ...]]) -> float:
    """One table of text columns, one `executemany`."""
    width = len(rows[0])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (" + ", ".join(f"c{n} text" for n in range(width)) + ")")
        started = time.perf_counter()
        cursor.executemany(f"INSERT INTO bench_bare VALUES ({', '.join(['%s'] * width)})", rows)
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    return seconds


def main() -> None:
    """Print a line per file."""
    call_command("migrate", verbosity=0)
    shipped = [str(ROOT / "data" / "catalogue" / f"{name}.csv.gz") for name in VENUES]
    print(f"{'file':<50} {'rows':>7} {'rows/s':>9} {'bare rows/s':>12} {'ratio':>7}")
    for name in sys.argv[1:] or shipped:
        path = Path(name)
        rows = parsed_rows(path)
        if not rows:
            continue
        table = open_table(path)
        counts = import_file(table=table, importer=recognise(table), is_dry_run=True)
        table.close()
        rate, bare = counts.read / counts.seconds, len(rows) / bare_seconds(rows)
        print(f"{path.name[:50]:<50} {counts.read:>7} {rate:>9.0f} {bare:>12.0f} {rate / bare:>7.3f}")


if __name__ == "__main__":
    main()
