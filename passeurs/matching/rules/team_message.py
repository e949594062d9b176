"""Rules of messages to many: to one's own cities, and to exactly those who were shown."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.matching.models import TeamMessage
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.people.models import Person
from passeurs.programme.models import Mandate
from passeurs.programme.rules import can_follow_city


def seal_of(mandates: Collection[Mandate]) -> str:
    """What stands for exactly these people, in any order: signed with the site's key, so that nobody else makes one."""
    told = ",".join(str(pk) for pk in sorted(one.pk for one in mandates))
    return salted_hmac("passeurs.associations.writing", told, algorithm="sha256").hexdigest()


def can_send_team_message(person: object, mandates: Collection[Mandate], seal: str | None = None) -> Verdict:
    """The team, a referent to their cities.

    With a `seal`, these must be the people it stands for; an empty one stands for nobody.
    """
    verdict = can_see_partnerships(person)
    for city in {one.season_city.city for one in mandates}:
        verdict = verdict and can_follow_city(person, city)
    if not verdict:
        return verdict
    if not mandates:
        return refusal(_("Ce filtre ne montre personne : rien n’est parti."))
    if seal is not None and not constant_time_compare(seal, seal_of(mandates)):
        return refusal(
            _(
                "La liste a changé depuis l’aperçu : rien n’est parti. Votre texte est gardé ; "
                "relisez la nouvelle liste ci-dessous, puis envoyez."
            )
        )
    return ALLOWED


def can_repeat_team_message(person: object, message: TeamMessage) -> Verdict:
    """A second click of whoever sent it finds it sent; somebody else's key opens nothing."""
    if not isinstance(person, Person) or message.made_by_id != person.pk:
        return forbidden(_("Ce message est celui de quelqu’un d’autre : le vôtre n’est pas parti."))
    return ALLOWED
