"""Rules of the pages that compose: whose they are."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden
from passeurs.portal.queries import is_of_the_team
from passeurs.programme.models import Mandate


def can_see_weeks(mandate: Mandate | None) -> Verdict:
    """Whoever has a running mandate sees what the coming weeks ask of them."""
    if mandate is None:
        return forbidden(_("Cette page est celle des ambassadeurs et ambassadrices de la saison."))
    return ALLOWED


def can_see_workload(person: object) -> Verdict:
    """The team, and the referents for their cities."""
    if not is_of_the_team(person):
        return forbidden(_("Cette page est réservée à l’équipe et aux référents."))
    return ALLOWED
