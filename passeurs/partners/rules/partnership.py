"""Rules of partners and wishes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.people.choices import Role
from passeurs.people.queries import is_team, scopes_of
from passeurs.programme.choices import Phase
from passeurs.programme.models import SeasonCity
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


def can_run_partnership(person: object, partnership: Partnership) -> Verdict:
    """The team, and the city's referent."""
    return can_follow_city(person, partnership.season_city.city)


def can_renew(partnership: Partnership, season_city: SeasonCity) -> Verdict:
    """A partner that was welcomed, for the same city in a season that is being prepared."""
    if partnership.state not in (PartnershipState.ACCEPTED, PartnershipState.ENDED):
        return refusal(_("On renouvelle un partenariat qui a eu lieu."))
    if season_city.city_id != partnership.season_city.city_id or season_city.season.phase not in (
        Phase.PREPARATION,
        Phase.RECRUITMENT,
    ):
        return refusal(_("Cette saison ne prend pas, ou plus, de propositions dans votre ville."))
    return ALLOWED


def already_renewed() -> Verdict:
    """The database found the same renewal: of two clicks, the second."""
    return refusal(_("Votre proposition pour cette saison est déjà là."))


def already_proposed() -> Verdict:
    """The database found the same place, city and season: the unique constraint is the rule."""
    return refusal(_("Ce lieu est déjà proposé dans cette ville pour cette saison."))
