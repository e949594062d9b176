"""Rules of replacement: what is over may give way."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.freshness import Health
from passeurs.selections.rules.co_author import writes
from passeurs.selections.rules.selection import EDITABLE, can_edit_selection


def can_replace_item(person: object, selection: Selection, health: Health) -> Verdict:
    """Its authors, for what is over, in a draft or in what is online."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state not in (*EDITABLE, SelectionState.PUBLISHED):
        return refusal(
            _("Une sélection %(state)s ne se modifie pas. Reprends-la d’abord en brouillon.")
            % {"state": selection.get_state_display()}
        )
    if health.is_alive:
        return refusal(_("Cet élément est encore d’actualité : il n’y a rien à remplacer."))
    return ALLOWED


def can_replace_twin(person: object, draft: Selection, twin: SelectionItem | None) -> Verdict:
    """In the draft of the next version, while it can be written and still holds the item."""
    verdict = can_edit_selection(person, draft)
    if verdict and twin is None:
        return refusal(_("La nouvelle version en cours d’écriture ne contient déjà plus cet élément."))
    return verdict


def can_take_place(thing: Venue | Offer | Work, item: SelectionItem) -> Verdict:
    """What takes the place of an item is not in the selection already."""
    field = type(thing).__name__.lower()
    if SelectionItem.objects.filter(selection=item.selection_id, **{field: thing}).exclude(pk=item.pk).exists():
        return refusal(_("«\u202f%(thing)s\u202f» est déjà dans ta sélection.") % {"thing": thing})
    return ALLOWED
