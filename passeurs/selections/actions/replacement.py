"""Writes of replacement: another thing in the place of what is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.item import THING_FIELDS
from passeurs.selections.actions.selection import locked, root_ref
from passeurs.selections.actions.version import start_revision
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.freshness import health_of


@transaction.atomic
def replace_item(
    *, selection: Selection, by: Person, item_id: int, thing: Venue | Offer | Work, at: dt.datetime | None = None
) -> SelectionItem:
    """Put `thing` in the place of an item that is over; its reason is to be written anew.

    What is online does not move: the item is replaced in the draft of its next version, which is read before it counts.
    """
    at = at or clock.now()
    selection = locked(selection)
    item = selection.items.select_related("venue__merged_into", "offer__venue", "work").get(pk=item_id)
    rules.can_replace_item(by, selection, health_of(item, at)).or_refuse()
    if selection.state == SelectionState.PUBLISHED:
        selection = locked(start_revision(selection=selection, by=by, at=at))
        # The draft may have been begun before, and have let go of the item since.
        twin = selection.items.filter(venue=item.venue_id, offer=item.offer_id, work=item.work_id).first()
        rules.can_replace_twin(by, selection, twin).or_refuse()
        assert twin is not None  # the rule has just said so
        item = twin
    field = THING_FIELDS[type(thing)]
    rules.can_take_place(thing, item).or_refuse()
    item.venue = item.offer = item.work = None
    setattr(item, field, thing)
    item.reason, item.freshness = "", health_of(item, at).state
    item.save(update_fields=["venue", "offer", "work", "reason", "freshness"])
    selection.updated_at, selection.version, selection.edited_by = at, selection.version + 1, by
    selection.save(update_fields=["updated_at", "version", "edited_by"])
    journal.record(actor=by, verb="replace_item", subject=root_ref(selection), data={field: thing.pk}, at=at)
    return item
