"""Writes of composing: start, save, add, order, remove, delete, erase."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F, Max
from django.utils.text import slugify

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock, journal
from passeurs.core.models import JournalEntry
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.selections import rules
from passeurs.selections.models import Call, RemovedItem, Selection, SelectionItem, Tag
from passeurs.selections.queries.merging import Merge, merge, texts_of

Thing = Venue | Offer | Work
THING_FIELDS: dict[type[models.Model], str] = {Venue: "venue", Offer: "offer", Work: "work"}
MAX_TAGS = 4
# Saving is told in the history once in a while, not at each pause of the fingers.
EDIT_TOLD_EVERY = dt.timedelta(minutes=30)


class EditConflict(Exception):  # noqa: N818 - a word of the house, read in sentences
    """Somebody else changed the same texts meanwhile: nothing was saved, `merge` holds both."""

    def __init__(self, merge: Merge) -> None:
        super().__init__(f"{len(merge.conflicts)} texts")
        self.merge = merge


@dataclass(frozen=True)
class Added:
    """What became of many things added at once."""

    added: tuple[SelectionItem, ...] = ()
    already: int = 0
    left_over: int = 0


def root_ref(selection: Selection) -> str:
    """The journal's reference of a selection; a new version is told under the one it revises."""
    return f"{selection._meta.label_lower}:{selection.root_id}"


def locked(selection: Selection) -> Selection:
    """The selection as it is now, its row locked until the end of the transaction."""
    return (
        Selection.objects.select_for_update(of=("self",))
        .select_related("season_city__city", "season_city__season__programme", "author__profile", "call")
        .get(pk=selection.pk)
    )


def _touch(selection: Selection, by: Person, at: dt.datetime | None) -> None:
    selection.updated_at = at or clock.now()
    selection.edited_by = by
    selection.version += 1


TOUCHED = ["updated_at", "edited_by", "version"]


def _tell_edit(selection: Selection, by: Person, at: dt.datetime | None) -> None:
    subject, actor = root_ref(selection), journal.reference(by)
    since = (at or clock.now()) - EDIT_TOLD_EVERY
    if not JournalEntry.objects.filter(
        subject_ref=subject, verb="edit_selection", actor_ref=actor, at__gte=since
    ).exists():
        journal.record(actor=by, verb="edit_selection", subject=subject, at=at)


@transaction.atomic
def start_selection(
    *, author: Person, title: str, call: Call | None = None, at: dt.datetime | None = None
) -> Selection:
    """Start a draft in the city of the author's mandate, as an answer to `call` when there is one."""
    rules.can_start_selection(author).or_refuse()
    mandate = running_mandate(author)
    assert mandate is not None  # the rule has just said so
    # The end of the address is drawn by chance: two selections may bear one title.
    slug = f"{slugify(title)[:90] or 'selection'}-{secrets.token_hex(3)}"
    now = at or clock.now()
    selection = Selection(
        slug=slug, title=title, author=author, season_city=mandate.season_city, created_at=now, updated_at=now
    )
    if call is not None:
        rules.can_answer_call(selection, call).or_refuse()
        selection.call = call
    selection.save(force_insert=True)
    if call is not None and call.theme is not None:
        selection.tags.add(call.theme)
    journal.record(actor=author, verb="start_selection", subject=selection, at=at)
    return selection


@transaction.atomic
def save_selection(
    *,
    selection: Selection,
    by: Person,
    title: str,
    intro: str,
    reasons: Mapping[int, str],
    sections: Mapping[int, str] | None = None,
    tags: list[str] | None = None,
    at: dt.datetime | None = None,
) -> Selection:
    """Save title, introduction, reasons and headings (by item id), tags (slugs), whatever was there before.

    Ids of items of another selection are ignored: only the selection's own items change.
    """
    texts = {"title": title, "intro": intro}
    texts |= {f"reason-{pk}": text for pk, text in reasons.items()}
    texts |= {f"section-{pk}": text for pk, text in (sections or {}).items()}
    if tags is not None:
        texts["tags"] = ",".join(sorted(tags))
    return save_texts(selection=selection, by=by, texts=texts, base={}, at=at)


@transaction.atomic
def save_texts(
    *,
    selection: Selection,
    by: Person,
    texts: Mapping[str, str],
    base: Mapping[str, str],
    at: dt.datetime | None = None,
) -> Selection:
    """Save the texts that were sent, merged with what others saved since the marks of `base` (see `merging`).

    Raises `EditConflict`, nothing being saved, when the same text was changed on both sides.
    """
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    items = list(selection.items.all())
    stored = texts_of(selection, items)
    merged = merge(base=base, mine=texts, stored=stored)
    if merged.conflicts:
        raise EditConflict(merged)
    if merged.values == stored:
        return selection
    _store(selection, items, merged.values, stored)
    _touch(selection, by, at)
    selection.save(update_fields=["title", "intro", "call", *TOUCHED])
    _tell_edit(selection, by, at)
    return selection


def _store(selection: Selection, items: list[SelectionItem], values: dict[str, str], stored: dict[str, str]) -> None:
    selection.title, selection.intro = values["title"], values["intro"]
    if values["tags"] != stored["tags"]:
        selection.tags.set(Tag.objects.filter(slug__in=values["tags"].split(",")[:MAX_TAGS]))
    if values["call"] != stored["call"]:
        call = Call.objects.filter(slug=values["call"]).first()
        if call is not None:
            rules.can_answer_call(selection, call).or_refuse()
        selection.call = call
    for item in items:
        item.reason, item.section = values[f"reason-{item.pk}"], values[f"section-{item.pk}"]
    SelectionItem.objects.bulk_update(items, ["reason", "section"])


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
    _touch(selection, by, at)
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
        _touch(selection, by, at)
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
    _touch(selection, by, at)
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
    _touch(selection, by, at)
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
