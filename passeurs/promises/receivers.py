"""Facts of people for which an answer is owed."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from passeurs.people.messages import later, speaking_to
from passeurs.people.models import BirthDateRequest
from passeurs.people.signals import birth_date_answered, birth_date_asked
from passeurs.promises.actions import owe, settle_about, tell
from passeurs.promises.choices import Outcome

BIRTH_DATE = "birth_date"


@receiver(birth_date_asked)
def on_birth_date_asked(sender: object, request: BirthDateRequest, **known: Any) -> None:
    """The team owes an answer, given on the page of the person."""
    owe(
        kind=BIRTH_DATE,
        about=request,
        about_label=later(lambda: _("Date de naissance à corriger")),
        about_url=request.get_absolute_url(),
        owed_to=request.person,
        at=request.asked_at,
    )


@receiver(birth_date_answered)
def on_birth_date_answered(sender: object, request: BirthDateRequest, **known: Any) -> None:
    """It is answered, and the person is told."""
    outcome = Outcome.YES if request.is_granted else Outcome.NO
    settle_about(request, by=request.answered_by, outcome=outcome, at=request.answered_at)
    with speaking_to(request.person):
        tell(
            person=request.person,
            kind="promise_answered",
            title=_("Ta date de naissance est corrigée")
            if request.is_granted
            else _("Ta date de naissance reste la même"),
            body=""
            if request.is_granted
            else _("L’équipe n’a pas pu la corriger. Écris-lui pour savoir quoi montrer."),
            url="/moi/profil/",
            at=request.answered_at,
        )
