"""Rules of partners and wishes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.programme.models import Mandate

MOST_WISHES = 8


def can_wish(mandate: Mandate | None) -> Verdict:
    """Whoever has a running mandate."""
    if mandate is None:
        return forbidden(_("Les vœux sont ceux des ambassadeurs et ambassadrices de la saison."))
    return ALLOWED


def can_add_wish(mandate: Mandate, partnership: Partnership, ranked: list[int]) -> Verdict:
    """A partner that welcomes in one's own city; so many at most, what is ranked already changes nothing."""
    if partnership.season_city_id != mandate.season_city_id or partnership.state != PartnershipState.ACCEPTED:
        return refusal(_("Ce lieu n’accueille pas de groupe dans ta ville cette saison."))
    if partnership.pk not in ranked and len(ranked) >= MOST_WISHES:
        return refusal(_("Tu as déjà huit vœux : enlèves-en un d’abord."))
    return ALLOWED
