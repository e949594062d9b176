"""The two engines: each makes and drops its index, and turns words into a condition of a queryset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connections, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import Func


@dataclass(frozen=True, slots=True)
class Term:
    """One indexed word, or the beginning of one. Only letters a-z and digits: made by `index`."""

    word: str
    is_prefix: bool = False


Group = tuple[Term, ...]
"""Alternatives: any of them will do."""
Clause = tuple[Group, ...]
"""Groups that must all be met."""
Query = tuple[Clause, ...]
"""Clauses of which one must be met."""


class Engine(Protocol):
    """What a database must offer to be searched."""

    def create(self, editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        """Build the index of `model` and keep it up to date from now on."""

    def drop(self, editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        """Remove the index of `model`."""

    def filter(self, queryset: Any, query: Query) -> Any:
        """The rows of `queryset` that the query finds, in no order."""


def _render(query: Query, *, either: str, both: str, term: Any) -> str:
    clauses = [
        both.join("(" + either.join(term(one) for one in group) + ")" for group in clause) for clause in query if clause
    ]
    return either.join(f"({clause})" for clause in clauses)


class SqliteEngine:
    """FTS5 over the table's own column (external content), kept up to date by triggers."""

    # The text is already folded to a-z0-9. No positions are kept: words are asked, never phrases.
    OPTIONS = "tokenize='ascii', prefix='2 3', detail='none', columnsize=0"

    def create(self, editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        """Virtual table, three triggers, and the rows already there."""
        for statement in self.statements(model):
            editor.execute(statement, params=None)

    def drop(self, editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        """Triggers first: they write to the table."""
        table = model._meta.db_table
        for event in ("insert", "delete", "update"):
            editor.execute(f'DROP TRIGGER IF EXISTS "{table}_fts_{event}"', params=None)
        editor.execute(f'DROP TABLE IF EXISTS "{table}_fts"', params=None)

    def statements(self, model: type[models.Model]) -> list[str]:
        """The SQL that makes the index whole, whatever of it was there."""
        table, key = model._meta.db_table, model._meta.pk.column
        add = f'INSERT INTO "{table}_fts"(rowid, search_text) VALUES (new."{key}", new.search_text);'
        take = (
            f'INSERT INTO "{table}_fts"("{table}_fts", rowid, search_text)'
            f" VALUES ('delete', old.\"{key}\", old.search_text);"
        )
        return [
            f'CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_fts" USING fts5(search_text,'
            f" content='{table}', content_rowid='{key}', {self.OPTIONS})",
            f'CREATE TRIGGER IF NOT EXISTS "{table}_fts_insert" AFTER INSERT ON "{table}" BEGIN {add} END',
            f'CREATE TRIGGER IF NOT EXISTS "{table}_fts_delete" AFTER DELETE ON "{table}" BEGIN {take} END',
            f'CREATE TRIGGER IF NOT EXISTS "{table}_fts_update" AFTER UPDATE OF "{key}", search_text ON "{table}"'
            f' WHEN old.search_text IS NOT new.search_text OR old."{key}" IS NOT new."{key}"'
            f" BEGIN {take} {add} END",
            f'INSERT INTO "{table}_fts"("{table}_fts") VALUES (\'rebuild\')',
        ]

    def filter(self, queryset: Any, query: Query) -> Any:
        """Row ids come from FTS5, which is why the words are quoted there: a person's text is never its syntax."""
        table = queryset.model._meta.db_table
        match = _render(
            query, either=" OR ", both=" AND ", term=lambda term: f'"{term.word}"' + ("*" if term.is_prefix else "")
        )
        if not match:
            return queryset.none()
        # A join streams its rows, so that a LIMIT stops it; « IN (SELECT …) » would first read every match.
        key = queryset.model._meta.pk.column
        return queryset.extra(
            tables=[f"{table}_fts"],
            where=[f'"{table}_fts".rowid = "{table}"."{key}"', f'"{table}_fts" MATCH %s'],
            params=[match],
        )


class _TextMatch(Func):
    """`to_tsvector('simple', search_text) @@ to_tsquery('simple', …)`, written as the index is."""

    template = "to_tsvector('simple'::regconfig, %(expressions)s)"
    arg_joiner = ") @@ to_tsquery('simple'::regconfig, "
    output_field = models.BooleanField()


class PostgresEngine:
    """A GIN index on the words of the same column, « simple » since they are already folded."""

    def create(self, editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        """One expression index, without the pending list that every search after an import would have to read."""
        table = model._meta.db_table
        editor.execute(
            f'CREATE INDEX IF NOT EXISTS "{table}_words" ON "{table}"'
            " USING gin (to_tsvector('simple'::regconfig, search_text)) WITH (fastupdate = off)",
            params=None,
        )

    def drop(self, editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        """Drop it."""
        editor.execute(f'DROP INDEX IF EXISTS "{model._meta.db_table}_words"', params=None)

    def filter(self, queryset: Any, query: Query) -> Any:
        """Each word is quoted, so that none is an operator."""
        match = _render(
            query, either=" | ", both=" & ", term=lambda term: f"'{term.word}'" + (":*" if term.is_prefix else "")
        )
        if not match:
            return queryset.none()
        return queryset.filter(_TextMatch(models.F("search_text"), models.Value(match)))


_ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresEngine()}


def engine_of(using: str) -> Engine:
    """The engine of a database alias. Raises `KeyError` for a database we do not support."""
    return _ENGINES[connections[using].vendor]
