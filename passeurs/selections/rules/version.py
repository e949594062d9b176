"""Rules of versions: who starts a new one, who reads the old ones."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.programme.rules import can_follow_city
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from passeurs.selections.rules.co_author import writes


def can_start_revision(person: object, selection: Selection) -> Verdict:
    """The authors draft a new version beside the public one; one at a time."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state != SelectionState.PUBLISHED:
        return refusal(_("Seule une sélection publiée a besoin d’une nouvelle version."))
    return ALLOWED


def can_read_versions(person: object, selection: Selection) -> Verdict:
    """The authors, the referent of the city and the team."""
    if isinstance(person, Person) and (
        writes(person, selection) or can_follow_city(person, selection.season_city.city)
    ):
        return ALLOWED
    return forbidden(_("L’historique se lit entre les auteurs et l’équipe."))
