"""Letters on their way, and mails that come back."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from passeurs.core import clock, journal
from passeurs.people.messages import speaking_to_anyone
from passeurs.recruitment import messages
from passeurs.recruitment.models import Application


class Post(Protocol):
    """Queues a letter by its name, to the candidate of a file or to their guardian, once the write is certain."""

    def __call__(self, name: str, application_id: int, *, to_guardian: bool = False) -> None:
        """Queue it."""


def send_letter(*, name: str, application_id: int, to_guardian: bool = False) -> None:
    """Write to the candidate, or to the guardian of a minor; nothing when the file is gone meanwhile."""
    rows = Application.objects.select_related("call", "season_city__city", "guardianship")
    application = rows.filter(pk=application_id, anonymised_at__isnull=True).first()
    if application is None:
        return
    with speaking_to_anyone():
        if to_guardian:
            if application.guardianship:
                messages.GUARDIAN_LETTERS[name](application, application.guardianship)
            return
        try:
            messages.LETTERS[name](application)
        except SMTPRecipientsRefused:
            note_returned(email=application.email)


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
