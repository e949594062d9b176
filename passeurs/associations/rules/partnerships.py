"""Rules of partners and wishes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.associations.choices import PartnershipState
from passeurs.associations.models import Partnership
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.queries import is_team, scopes_of
from passeurs.programme.models import Mandate
from passeurs.programme.rules import can_follow_city


def can_see_partnerships(person: object) -> Verdict:
    """The team, and the referents for their cities."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux référents."))


def can_decide_partnership(person: object, partnership: Partnership) -> Verdict:
    """The team or the city's referent, once."""
    verdict = can_follow_city(person, partnership.season_city.city)
    if not verdict:
        return verdict
    if partnership.state != PartnershipState.PROPOSED:
        return refusal(_("Cette proposition a déjà sa réponse."))
    return ALLOWED


def can_wish(mandate: Mandate | None) -> Verdict:
    """Whoever has a running mandate."""
    if mandate is None:
        return forbidden(_("Les vœux sont ceux des ambassadeurs et ambassadrices de la saison."))
    return ALLOWED
