"""Writes of selections: start, save, delete."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from passeurs.core import clock, journal
from passeurs.core.models import JournalEntry
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.promises.actions import withdraw_promises
from passeurs.selections import rules
from passeurs.selections.models import (
    Appeal,
    Call,
    Selection,
    SelectionItem,
    Tag,
    Transition,
)
from passeurs.selections.queries.merge import Merge, merge, texts_of

MAX_TAGS = 4
# Saving is told in the history once in a while, not at each pause of the fingers.
EDIT_TOLD_EVERY = dt.timedelta(minutes=30)


class EditConflict(Exception):  # noqa: N818 - a word of the house, read in sentences
    """Somebody else changed the same texts meanwhile: nothing was saved, `merge` holds both."""

    def __init__(self, merge: Merge) -> None:
        super().__init__(f"{len(merge.conflicts)} texts")
        self.merge = merge


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


def touch(selection: Selection, by: Person, at: dt.datetime | None) -> None:
    """Note who has just written; the caller saves `TOUCHED`."""
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
    touch(selection, by, at)
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
def delete_selection(*, selection: Selection, by: Person) -> None:
    """Delete a draft that was never public, or a new version that will not be."""
    selection = locked(selection)
    rules.can_delete_selection(by, selection).or_refuse()
    journal.record(actor=by, verb="delete_selection", subject=selection)
    delete_keeping_log(selection)


def delete_keeping_log(selection: Selection) -> None:
    """The log keeps counting what was decided, without the words."""
    withdraw_promises(about=selection)
    Transition.objects.filter(selection=selection, is_moderation=False).delete()
    Transition.objects.filter(selection=selection).update(reason="")
    for appeal in Appeal.objects.filter(selection=selection):
        withdraw_promises(about=appeal)
    selection.delete()
