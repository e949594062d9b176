"""Every write leaves a line: `record(actor=person, verb="publish_selection", subject=selection)`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from passeurs.core import clock, registry
from passeurs.core.erasure_log import note_on_commit
from passeurs.core.models import JournalEntry
from passeurs.core.page_cache import forget_pages_on_commit


def reference(thing: models.Model | str | None) -> str:
    """The text reference of a row: `selections.selection:12`. A string passes through."""
    if thing is None:
        return ""
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.label_lower}:{thing.pk}"


def is_public_subject(subject_ref: str) -> bool:
    """Whether a public page may show this: what an app declared (`registry.public_subjects`), or what is not said."""
    return not subject_ref or any(subject_ref.startswith(beginnings) for beginnings in registry.public_subjects)


def record(
    *,
    verb: str,
    actor: models.Model | str | None = None,
    subject: models.Model | str | None = None,
    data: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> JournalEntry:
    """Write one line of the journal. `data` never holds a name, an address or a text of a person."""
    subject_ref = reference(subject)
    if is_public_subject(subject_ref):
        forget_pages_on_commit()
    at = at or clock.now()
    note_on_commit(verb, subject_ref, at)
    return JournalEntry.objects.create(
        at=at,
        actor_ref=reference(actor),
        verb=verb,
        subject_ref=subject_ref,
        data=data or {},
    )
