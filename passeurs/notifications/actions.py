"""Writes of notifications (minimal here; the whole comes with its app)."""

from __future__ import annotations

import datetime as dt

from passeurs.core import clock
from passeurs.notifications.models import Message
from passeurs.people.models import Person


def notify(
    *,
    person: Person,
    kind: str,
    title: str,
    body: str = "",
    url: str = "",
    is_urgent: bool = False,
    at: dt.datetime | None = None,
) -> Message:
    """Tell a person something."""
    return Message.objects.create(
        person=person, kind=kind, title=title[:200], body=body, url=url, created_at=at or clock.now()
    )
