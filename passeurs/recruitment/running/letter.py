"""Letters of recruitment, written with the fact they tell, and mails that come back."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.mail import post_letter
from passeurs.people.messages import speaking_to_anyone
from passeurs.people.models import Guardianship
from passeurs.recruitment import messages
from passeurs.recruitment.models import Application


class Post(Protocol):
    """Posts a letter by its name, to the candidate of a file or to their guardian, with the write it tells of."""

    def __call__(self, name: str, application_id: int, *, to_guardian: bool = False) -> None:
        """Post it."""


def write_letter(*, name: str, application_id: int, to_guardian: bool = False) -> None:
    """Write to the candidate, or to the guardian of a minor; nothing where there is nobody, or nothing to say."""
    rows = Application.objects.select_related("call", "season_city__city", "guardianship")
    application = rows.filter(pk=application_id, anonymised_at__isnull=True).first()
    guardianship = application.guardianship if application else None
    if application is None or (to_guardian and guardianship is None):
        return
    if guardianship and to_guardian:
        with speaking_to_anyone():
            asked = messages.GUARDIAN_LETTERS[name](application, guardianship)
        post_letter(asked, kind=f"recruitment.guardian_{name}", recipient=guardianship, about=application)
        return
    with speaking_to_anyone():
        told = messages.LETTERS[name](application)
    if told:
        post_letter(told, kind=f"recruitment.{name}", recipient=application, about=application)


@transaction.atomic
def note_returned(*, email: str, at: dt.datetime | None = None) -> int:
    """A mail to this address came back: the files and guardians that use it say so until it changes.

    Returns of how many files it is the address.
    """
    at = at or clock.now()
    Guardianship.objects.filter(email=email.strip().lower()).update(mail_returned_at=at)
    rows = Application.objects.filter(email=email.strip().lower(), anonymised_at=None).exclude(email="")
    found = list(rows.filter(mail_returned_at=None))
    for one in found:
        journal.record(verb="note_returned", subject=one, at=at)
    rows.update(mail_returned_at=at)
    return len(found)
