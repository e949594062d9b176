"""Many rows at once, by `executemany`: several times faster than `bulk_create` and `bulk_update`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

# What the drivers take as it is; dates and JSON go through their field.
_PLAIN = (
    models.CharField,
    models.TextField,
    models.FloatField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)


def _preparer(field: Any) -> Callable[[Any], Any]:
    """A function from the attribute of a row to what the driver takes."""
    if isinstance(field, _PLAIN):
        return lambda value: value
    if not isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    empty = {kind: field.get_db_prep_save(kind(), connection) for kind in (list, dict)}
    return lambda value: field.get_db_prep_save(value, connection) if value else empty[type(value)]


def _next_ids(meta: Any, count: int) -> Sequence[int]:
    """Primary keys that nobody else will take, inside the running transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [meta.db_table, meta.pk.column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The transaction holds SQLite's only write lock; the sequence remembers ids of rows since deleted.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [meta.db_table])
        found = cursor.fetchone()
        first = (found[0] if found else 0) + 1
        return range(first, first + count)


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model and give them their primary keys. Call inside a transaction."""
    if not rows:
        return
    meta: Any = rows[0]._meta
    fields = [(field.attname, _preparer(field)) for field in meta.local_concrete_fields if not field.primary_key]
    for row, pk in zip(rows, _next_ids(meta, len(rows)), strict=True):
        row.pk = pk
        row._state.adding = False
        row._state.db = connection.alias
    quote = connection.ops.quote_name
    columns = [quote(meta.pk.column), *(quote(f.column) for f in meta.local_concrete_fields if not f.primary_key)]
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(meta.db_table)} ({', '.join(columns)}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[row.pk, *[prepare(getattr(row, name)) for name, prepare in fields]] for row in rows])


def update_rows(rows: Sequence[models.Model], names: Iterable[str]) -> None:
    """Write the named fields of each row, found by its primary key."""
    if not rows:
        return
    meta: Any = rows[0]._meta
    fields = [meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    sql = f"UPDATE {quote(meta.db_table)} SET {assignments} WHERE {quote(meta.pk.column)} = %s"
    prepared = [(field.attname, _preparer(field)) for field in fields]
    values = [[*[prepare(getattr(row, name)) for name, prepare in prepared], row.pk] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)
