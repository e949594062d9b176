"""Rules of preview links."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from passeurs.selections.rules.co_author import writes


def can_share_preview(person: object, selection: Selection) -> Verdict:
    """Its authors, for what is not public yet."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state == SelectionState.PUBLISHED:
        return refusal(_("Cette sélection est en ligne : son adresse publique suffit."))
    return ALLOWED


def can_revoke_preview(person: object, selection: Selection) -> Verdict:
    """Its authors, whatever became of the selection."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    return ALLOWED
