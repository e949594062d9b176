"""Mails that come back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from passeurs.core import clock, journal
from passeurs.recruitment.models import Application


@transaction.atomic
def note_returned(*, email: str, at: dt.datetime | None = None) -> int:
    """A mail to this address came back: the files that use it say so until the address changes. Returns how many."""
    at = at or clock.now()
    rows = Application.objects.filter(email=email.strip().lower(), anonymised_at=None).exclude(email="")
    found = list(rows.filter(Q(mail_returned_at=None)))
    for one in found:
        journal.record(verb="note_returned", subject=one, at=at)
    rows.update(mail_returned_at=at)
    return len(found)
