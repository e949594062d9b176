"""What every letter of recruitment is made of: its link, its words, its foot. `running.letter` posts it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.core.mail import Link, LinkedMail, letter
from passeurs.core.templatetags.words import at_city, day, moment
from passeurs.people.models import Guardianship
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import CANDIDATE_LINK, GUARDIAN_LINK, KEY_DAYS


def to_candidate(
    application: Application, subject: str, lines: list[str], action: str, *, is_renewal: bool = False
) -> LinkedMail:
    """One letter to the candidate, with their private link."""
    return letter(
        to=application.email,
        subject=subject,
        lines=[_("Bonjour %(name)s,") % {"name": application.first_name}, *lines],
        link=Link("recruitment:application", CANDIDATE_LINK, journal.reference(application), KEY_DAYS, is_renewal),
        action=action,
        foot=_("Ce lien est personnel : ne le donne à personne."),
    )


def words_of(application: Application) -> dict[str, str]:
    """What the sentences of a letter are filled with."""
    call = application.call
    return {
        "call": call.title,
        "at_city": at_city(application.season_city.city.name),
        "closes": moment(call.closes_at),
        "answer": day(call.answer_on),
        "number": str(application.pk),
        "confirm_by": moment(application.confirm_by),
        "reason": application.reason,
    }


def to_guardian(
    guardianship: Guardianship, subject: str, lines: list[str], action: str, days: int, *, is_renewal: bool = False
) -> LinkedMail:
    """One letter to the guardian, with a link that lives `days`."""
    return letter(
        to=guardianship.email,
        subject=subject,
        lines=[_("Bonjour,"), *lines],
        link=Link("recruitment:guardian", GUARDIAN_LINK, journal.reference(guardianship), days, is_renewal),
        action=action,
        foot=_(
            "Ce lien vous est personnel. Ce n’est pas pour vous ? Ne faites rien : sans réponse, rien n’est accordé."
        ),
        is_formal=True,
    )
