"""What every letter of recruitment is made of: its link, its words, its foot."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.mail import letter
from passeurs.core.templatetags.words import at_city, day, moment
from passeurs.people.actions import issue_link
from passeurs.people.models import Guardianship
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import CANDIDATE_LINK, GUARDIAN_LINK, KEY_DAYS


def private_url(application: Application, *, is_renewal: bool = False) -> str:
    """A new private link of the candidate, absolute."""
    token = issue_link(
        purpose=CANDIDATE_LINK, subject=application, days=KEY_DAYS, is_mailed=True, is_renewal=is_renewal
    )
    return settings.SITE_URL + reverse("recruitment:application", args=[token])


def to_candidate(
    application: Application, subject: str, lines: list[str], action: str, *, is_renewal: bool = False
) -> None:
    """One letter to the candidate, with their private link."""
    letter(
        to=application.email,
        subject=subject,
        lines=[_("Bonjour %(name)s,") % {"name": application.first_name}, *lines],
        url=private_url(application, is_renewal=is_renewal),
        action=action,
        foot=_("Ce lien est personnel : ne le donne à personne."),
    ).send()


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
    application: Application,
    guardianship: Guardianship,
    subject: str,
    lines: list[str],
    action: str,
    days: int,
    *,
    is_renewal: bool = False,
) -> None:
    """One letter to the guardian, with a link that lives `days`."""
    token = issue_link(purpose=GUARDIAN_LINK, subject=guardianship, days=days, is_mailed=True, is_renewal=is_renewal)
    letter(
        to=guardianship.email,
        subject=subject,
        lines=[_("Bonjour,"), *lines],
        url=settings.SITE_URL + reverse("recruitment:guardian", args=[token]),
        action=action,
        foot=_(
            "Ce lien vous est personnel. Ce n’est pas pour vous ? Ne faites rien : sans réponse, rien n’est accordé."
        ),
        is_formal=True,
    ).send()
