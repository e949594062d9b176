"""The guardian of a minor, asked again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.people.actions import ask_guardian, end_links, forget_guardianship
from passeurs.people.models import Guardianship
from passeurs.recruitment.models import Application
from passeurs.recruitment.running.letter import Post


@transaction.atomic
def ask_again(*, application: Application, post: Post, at: dt.datetime) -> None:
    """Ask the guardian named in the file; a former request is ended, with its links."""
    former = application.guardianship
    if former is not None:
        end_links(subject=former, at=at)
    guardianship: Guardianship = ask_guardian(
        minor_name=application.first_name, email=application.guardian_email, name=application.guardian_name, at=at
    )
    Application.objects.filter(pk=application.pk).update(guardianship=guardianship, guardian_charter_at=None)
    application.guardianship = guardianship
    if former is not None:
        forget_guardianship(guardianship=former)
    post("asked", application.pk, to_guardian=True)
