"""The migration operation that makes a table searchable, and its repair."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory

from passeurs.core.search.engine import SqliteEngine, engine_of
from passeurs.core.search.models import Searchable


class SearchIndex(Operation):
    """Index `search_text` of a `Searchable` model. Reversible; does nothing to the state of models."""

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.ADDITION

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Build the index."""
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            engine_of(schema_editor.connection.alias).create(schema_editor, model)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the index."""
        model = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            engine_of(schema_editor.connection.alias).drop(schema_editor, model)

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Index the words of {self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        """For automatic names."""
        return f"search_{self.model_name.lower()}"


def mend_search_indexes(using: str = "default", **_signal: Any) -> None:
    """Make the SQLite triggers again where a later migration lost them.

    SQLite alters a table by making it anew, which drops its triggers without a word; the index
    would then keep answering from the past. Received after each `migrate`.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE '%%_fts%%'")
        present = {name for (name,) in cursor.fetchall()}
        for model in apps.get_models():
            table = model._meta.db_table
            if not issubclass(model, Searchable) or f"{table}_fts" not in present:
                continue
            if not {f"{table}_fts_{event}" for event in ("insert", "delete", "update")} <= present:
                for statement in SqliteEngine().statements(model):
                    cursor.execute(statement)
