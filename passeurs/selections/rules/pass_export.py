"""Rules of the exports for the pass Culture app."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.queries import is_team
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import PassExport, Selection


def can_export_selection(person: object, selection: Selection) -> Verdict:
    """The national team, of what is online."""
    verdict = can_see_exports(person)
    if not verdict:
        return verdict
    if selection.state != SelectionState.PUBLISHED:
        return refusal(_("Seule une sélection publiée s’exporte."))
    return ALLOWED


def can_see_exports(person: object) -> Verdict:
    """The national team."""
    if is_team(person):
        return ALLOWED
    return forbidden(_("Les exports pour le pass Culture sont préparés par l’équipe nationale."))


def can_mark_live(person: object, export: PassExport) -> Verdict:
    """The national team, once."""
    verdict = can_see_exports(person)
    if not verdict:
        return verdict
    if export.live_at:
        return refusal(_("Cet export est déjà noté comme en ligne."))
    return ALLOWED
