"""Rules of the partner's space."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.associations.choices import PartnershipState
from passeurs.associations.models import HelpAsk, Partnership
from passeurs.associations.rules.groups import can_take_part
from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.programme.choices import Phase
from passeurs.programme.models import SeasonCity
from passeurs.programme.rules import can_follow_city


def can_accept_convention(partnership: Partnership) -> Verdict:
    """Once the city has said yes."""
    if partnership.state != PartnershipState.ACCEPTED:
        return refusal(_("La convention s’accepte une fois la proposition retenue par la ville."))
    return ALLOWED


def can_run_partnership(person: object, partnership: Partnership) -> Verdict:
    """The team, and the city's referent."""
    return can_follow_city(person, partnership.season_city.city)


def can_answer_help(person: object, ask: HelpAsk) -> Verdict:
    """A member or the referent, once."""
    verdict = can_take_part(person, ask.group)
    if verdict and ask.answered_at:
        return refusal(_("Cette demande a déjà sa réponse."))
    return verdict


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
