"""Rules of items: how many there may be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import Verdict, refusal
from passeurs.selections.models import Selection
from passeurs.selections.rules.selection import can_edit_selection

MAX_ITEMS = 30


def can_add_item(person: object, selection: Selection) -> Verdict:
    """While editable, up to thirty items."""
    verdict = can_edit_selection(person, selection)
    if verdict and selection.items.count() >= MAX_ITEMS:
        return refusal(_("Une sélection tient en %(max)s éléments. Enlèves-en un d’abord.") % {"max": MAX_ITEMS})
    return verdict
