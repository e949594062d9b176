"""Writes of items: add, order, remove, put back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F, Max

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.selection import TOUCHED, locked, root_ref, touch
from passeurs.selections.models import RemovedItem, Selection, SelectionItem

Thing = Venue | Offer | Work
THING_FIELDS: dict[type[models.Model], str] = {Venue: "venue", Offer: "offer", Work: "work"}


@dataclass(frozen=True)
class Added:
    """What became of many things added at once."""

    added: tuple[SelectionItem, ...] = ()
    already: int = 0
    left_over: int = 0


@transaction.atomic
def order_items(*, selection: Selection, by: Person, item_ids: list[int]) -> None:
    """Put the items in the order of `item_ids`; items it does not name come after, as they were."""
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    rank = {item_id: index for index, item_id in enumerate(item_ids)}
    items = sorted(selection.items.all(), key=lambda item: rank.get(item.pk, len(rank) + item.position))
    _number(items)


def _number(items: list[SelectionItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    SelectionItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def add_item(
    *, selection: Selection, by: Person, thing: Thing, reason: str = "", at: dt.datetime | None = None
) -> SelectionItem:
    """Add a venue, an offer or a work at the end; adding it twice gives the one that is there."""
    selection = locked(selection)
    field = THING_FIELDS[type(thing)]
    present = selection.items.filter(**{field: thing}).first()
    if present:
        return present
    rules.can_add_item(by, selection).or_refuse()
    last = selection.items.aggregate(last=Max("position"))["last"] or 0
    item = SelectionItem.objects.create(selection=selection, position=last + 1, reason=reason, **{field: thing})
    touch(selection, by, at)
    selection.save(update_fields=TOUCHED)
    journal.record(actor=by, verb="add_item", subject=root_ref(selection), data={field: thing.pk}, at=at)
    return item


@transaction.atomic
def add_items(*, selection: Selection, by: Person, things: list[Thing], at: dt.datetime | None = None) -> Added:
    """Add many things at the end, as far as there is room. The same number of queries for 1 and 30."""
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    present = list(selection.items.all())
    known = {(field, getattr(item, f"{field}_id")) for item in present for field in THING_FIELDS.values()}
    fresh = [thing for thing in dict.fromkeys(things) if (THING_FIELDS[type(thing)], thing.pk) not in known]
    room = rules.MAX_ITEMS - len(present)
    last = max((item.position for item in present), default=0)
    rows = [
        SelectionItem(selection=selection, position=last + rank, **{THING_FIELDS[type(thing)]: thing})
        for rank, thing in enumerate(fresh[:room], start=1)
    ]
    if rows:
        rows = SelectionItem.objects.bulk_create(rows)
        touch(selection, by, at)
        selection.save(update_fields=TOUCHED)
        journal.record(actor=by, verb="add_items", subject=root_ref(selection), data={"count": len(rows)}, at=at)
    return Added(tuple(rows), already=len(things) - len(fresh), left_over=max(len(fresh) - room, 0))


@transaction.atomic
def remove_item(*, selection: Selection, by: Person, item_id: int, at: dt.datetime | None = None) -> RemovedItem | None:
    """Take an item out, its words kept so that it may come back; nothing happens when it is already gone."""
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    item = selection.items.filter(pk=item_id).first()
    if item is None:
        return None
    removed = RemovedItem.objects.create(
        selection=selection,
        item_id=item.pk,
        venue_id=item.venue_id,
        offer_id=item.offer_id,
        work_id=item.work_id,
        position=item.position,
        section=item.section,
        reason=item.reason,
        removed_by=by,
        removed_at=at or clock.now(),
    )
    selection.items.filter(position__gt=item.position).update(position=F("position") - 1)
    item.delete()
    touch(selection, by, at)
    selection.save(update_fields=TOUCHED)
    journal.record(actor=by, verb="remove_item", subject=root_ref(selection), at=at)
    return removed


@transaction.atomic
def restore_item(
    *, selection: Selection, by: Person, item_id: int, reason: str | None = None, at: dt.datetime | None = None
) -> SelectionItem | None:
    """Put a removed item back where it was, with its words (or `reason`). None when there is nothing to put back."""
    selection = locked(selection)
    removed = selection.removed_items.filter(item_id=item_id).first()
    if removed is None:
        return None
    field = THING_FIELDS[type(removed.thing)]
    item = selection.items.filter(**{field: removed.thing}).first()
    if item is None:
        rules.can_add_item(by, selection).or_refuse()
        selection.items.filter(position__gte=removed.position).update(position=F("position") + 1)
        item = SelectionItem(selection=selection, position=removed.position, **{field: removed.thing})
        item.section, item.reason = removed.section, removed.reason
    item.reason = item.reason if reason is None else reason
    item.save()
    removed.delete()
    touch(selection, by, at)
    selection.save(update_fields=TOUCHED)
    journal.record(actor=by, verb="restore_item", subject=root_ref(selection), at=at)
    return item


@transaction.atomic
def move_item(*, selection: Selection, by: Person, item_id: int, step: int) -> None:
    """Move an item one place up (`step` -1) or down (+1); at the ends it stays."""
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    items = list(selection.items.all())
    index = next((i for i, item in enumerate(items) if item.pk == item_id), None)
    if index is None or not 0 <= index + step < len(items):
        return
    items[index], items[index + step] = items[index + step], items[index]
    _number(items)
