"""Rules of the freshness guard."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden
from passeurs.people.choices import Role
from passeurs.people.queries import is_team, scopes_of


def can_see_stale(person: object) -> Verdict:
    """The team and the referents, each their cities."""
    if is_team(person) or scopes_of(person, Role.REFERENT):
        return ALLOWED
    return forbidden(_("Cette page est réservée à l’équipe et aux personnes référentes."))
