"""Every write leaves a line: `record(actor=person, verb="publish_selection", subject=selection)`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models, transaction

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.page_cache import pages_changed


def reference(thing: models.Model | str | None) -> str:
    """The text reference of a row: `selections.selection:12`. A string passes through."""
    if thing is None:
        return ""
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(
    *,
    verb: str,
    actor: models.Model | str | None = None,
    subject: models.Model | str | None = None,
    data: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> JournalEntry:
    """Write one line of the journal. `data` never holds a name, an address or a text of a person."""
    # Every write is journaled: that is when kept pages are out of date.
    transaction.on_commit(pages_changed)
    return JournalEntry.objects.create(
        at=at or clock.now(),
        actor_ref=reference(actor),
        verb=verb,
        subject_ref=reference(subject),
        data=data or {},
    )
