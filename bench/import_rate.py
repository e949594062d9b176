"""Import rate as a ratio to a bare `executemany` of the same parsed rows: `python bench/import_rate.py FILE [FILE…]`.

Uses the database of DATABASE_URL, which must be migrated and is left as it was: both sides are rolled back.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from passeurs.catalogue.actions.import_file import import_file  # noqa: E402
from passeurs.catalogue.importers.machinery.drafts import draft_fields  # noqa: E402
from passeurs.catalogue.importers.machinery.reading import open_table  # noqa: E402
from passeurs.catalogue.importers.machinery.refusals import RowRejected  # noqa: E402
from passeurs.catalogue.importers.machinery.registry import recognise  # noqa: E402


def parsed_rows(path: Path) -> list[tuple[object, ...]]:
    """The drafts of a file as flat tuples."""
    table = open_table(path)
    importer = recognise(table)
    importer.bind(table)
    rows = []
    for row in table.rows:
        if isinstance(row, tuple):
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
    print(f"{'file':<50} {'rows':>7} {'rows/s':>9} {'bare rows/s':>12} {'ratio':>7}")
    for name in sys.argv[1:]:
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
