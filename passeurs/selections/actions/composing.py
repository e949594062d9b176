"""Writes of composing: start, save, add, order, remove, delete, erase."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import models, transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.promises.actions import withdraw_promises
from passeurs.selections import rules
from passeurs.selections.models import Selection, SelectionItem, Submission

THING_FIELDS: dict[type[models.Model], str] = {Venue: "venue", Offer: "offer", Work: "work"}


def locked(selection: Selection) -> Selection:
    """The selection as it is now, its row locked until the end of the transaction."""
    return (
        Selection.objects.select_for_update(of=("self",))
        .select_related("season_city__city", "season_city__season__programme", "author__profile")
        .get(pk=selection.pk)
    )


def _touch(selection: Selection, at: dt.datetime | None) -> None:
    selection.updated_at = at or clock.now()
    selection.version += 1


@transaction.atomic
def start_selection(*, author: Person, title: str, at: dt.datetime | None = None) -> Selection:
    """Start a draft in the city of the author's mandate."""
    rules.can_start_selection(author).or_refuse()
    mandate = running_mandate(author)
    assert mandate is not None  # the rule has just said so
    # The end of the address is drawn by chance: two selections may bear one title.
    slug = f"{slugify(title)[:90] or 'selection'}-{secrets.token_hex(3)}"
    now = at or clock.now()
    selection = Selection.objects.create(
        slug=slug, title=title, author=author, season_city=mandate.season_city, created_at=now, updated_at=now
    )
    journal.record(actor=author, verb="start_selection", subject=selection, at=at)
    return selection


@transaction.atomic
def save_selection(
    *,
    selection: Selection,
    by: Person,
    title: str,
    intro: str,
    reasons: dict[int, str],
    at: dt.datetime | None = None,
) -> Selection:
    """Save the draft: title, introduction, the reason of each item (by item id).

    Ids of items of another selection are ignored: only the selection's own items change.
    """
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    selection.title, selection.intro = title, intro
    _touch(selection, at)
    selection.save(update_fields=["title", "intro", "updated_at", "version"])
    items = list(selection.items.all())
    for item in items:
        item.reason = reasons.get(item.pk, item.reason)
    SelectionItem.objects.bulk_update(items, ["reason"])
    return selection


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
    *, selection: Selection, by: Person, thing: Venue | Offer | Work, at: dt.datetime | None = None
) -> SelectionItem:
    """Add a venue, an offer or a work at the end; adding it twice gives the one that is there."""
    selection = locked(selection)
    field = THING_FIELDS[type(thing)]
    present = selection.items.filter(**{field: thing}).first()
    if present:
        return present
    rules.can_add_item(by, selection).or_refuse()
    last = selection.items.aggregate(last=Max("position"))["last"] or 0
    item = SelectionItem.objects.create(selection=selection, position=last + 1, **{field: thing})
    _touch(selection, at)
    selection.save(update_fields=["updated_at", "version"])
    journal.record(actor=by, verb="add_item", subject=selection, data={field: thing.pk}, at=at)
    return item


@transaction.atomic
def remove_item(*, selection: Selection, by: Person, item_id: int, at: dt.datetime | None = None) -> None:
    """Take an item out; nothing happens when it is already gone."""
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    item = selection.items.filter(pk=item_id).first()
    if item is None:
        return
    selection.items.filter(position__gt=item.position).update(position=F("position") - 1)
    item.delete()
    _touch(selection, at)
    selection.save(update_fields=["updated_at", "version"])
    journal.record(actor=by, verb="remove_item", subject=selection, at=at)


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


@transaction.atomic
def delete_selection(*, selection: Selection, by: Person) -> None:
    """Delete a draft that was never public."""
    selection = locked(selection)
    rules.can_delete_selection(by, selection).or_refuse()
    journal.record(actor=by, verb="delete_selection", subject=selection)
    selection.delete()


@transaction.atomic
def erase_selections(person: Person) -> list[str]:
    """Drafts and proposals go; what was published stays online without a name."""
    unpublished = Selection.objects.filter(author=person, published_at__isnull=True)
    for selection in unpublished:
        withdraw_promises(about=selection)
    unpublished.delete()
    Submission.objects.filter(reader=person).update(reader=None)
    if Selection.objects.filter(author=person).exists():
        return [
            _(
                "Tes sélections publiées restent en ligne sans ton nom, parce que d’autres s’en servent."
                " Pour qu’elles disparaissent aussi, retire-les avant de supprimer ton compte."
            )
        ]
    return []
