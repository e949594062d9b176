"""Lengths that SQLite does not hold and PostgreSQL does: what is longer than its column."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models.functions import Length


def too_long() -> list[str]:
    """Each column of ours that holds something longer than it allows, how many rows, and the longest."""
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("passeurs."):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField) and field.max_length and field.model is model:
                rows = model._default_manager.annotate(chars_of_it=Length(field.attname))
                long = rows.filter(chars_of_it__gt=field.max_length)
                lengths = list(long.values_list("chars_of_it", flat=True))
                if lengths:
                    name = f"{model._meta.label}.{field.name}"
                    found.append(f"{name}: {len(lengths)} rows, up to {max(lengths)} of {field.max_length}")
    return found
