"""A published selection changes: a new version is drafted beside it, and replaces it once second-read."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.urls import reverse

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.selection import locked, root_ref
from passeurs.selections.models import Appeal, Selection, SelectionItem, Submission, Suggestion, Transition, Version


@transaction.atomic
def start_revision(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Selection:
    """The draft of the next version, the one in the making if there is one. The public page does not move."""
    selection = locked(selection)
    known = Selection.objects.filter(revises=selection).first()
    rules.can_start_revision(by, selection).or_refuse()
    if known:
        return known
    at = at or clock.now()
    draft = Selection.objects.create(
        slug=f"{selection.slug[:100]}-v-{secrets.token_hex(4)}",
        title=selection.title,
        intro=selection.intro,
        author=selection.author,
        season_city=selection.season_city,
        call=selection.call,
        revises=selection,
        edited_by=by,
        created_at=at,
        updated_at=at,
    )
    draft.tags.set(selection.tags.all())
    SelectionItem.objects.bulk_create(
        SelectionItem(
            selection=draft,
            position=item.position,
            venue_id=item.venue_id,
            offer_id=item.offer_id,
            work_id=item.work_id,
            section=item.section,
            reason=item.reason,
            added_at=item.added_at,
        )
        for item in selection.items.all()
    )
    journal.record(actor=by, verb="start_revision", subject=root_ref(draft), at=at)
    return draft


def snapshot_of(selection: Selection) -> dict[str, Any]:
    """What a version keeps: see `models.Version`."""
    items = selection.items.select_related("venue", "offer", "work")
    return {
        "title": selection.title,
        "intro": selection.intro,
        "tags": [tag.label for tag in selection.tags.all()],
        "items": [
            {
                "kind": type(item.thing).__name__.lower(),
                "id": item.thing.pk,
                "name": str(item.thing),
                "section": item.section,
                "reason": item.reason,
            }
            for item in items
        ],
    }


def keep_version(selection: Selection, *, second_reader: Person | None, at: dt.datetime) -> Version:
    """Keep what is being published as the next version."""
    last = selection.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version.objects.create(
        selection=selection,
        number=last + 1,
        snapshot=snapshot_of(selection),
        second_reader=second_reader,
        published_at=at,
    )


def replace_public(draft: Selection) -> Selection:
    """The new version takes the place of the public one, which keeps its address; the draft goes.

    Called in the transaction of its publication. Items that stay keep their row, hence their anchor.
    """
    public = locked(Selection(pk=draft.revises_id))
    if not public.versions.exists() and public.published_at:
        # Published before versions were kept: what is being replaced is kept too.
        keep_version(public, second_reader=None, at=public.published_at)
    public.title, public.intro, public.call = draft.title, draft.intro, draft.call
    public.edited_by = draft.edited_by
    public.version += 1
    public.tags.set(draft.tags.all())
    old = {(item.venue_id, item.offer_id, item.work_id): item for item in public.items.all()}
    kept = []
    for new in draft.items.all():
        item = old.pop((new.venue_id, new.offer_id, new.work_id), None)
        if item is None:
            new.selection = public
            new.save(update_fields=["selection"])
            continue
        item.position, item.section, item.reason = new.position, new.section, new.reason
        kept.append(item)
    SelectionItem.objects.bulk_update(kept, ["position", "section", "reason"])
    public.items.filter(pk__in=[item.pk for item in old.values()]).delete()
    for table in (Submission, Transition, Suggestion, Appeal):
        table._default_manager.filter(selection=draft).update(selection=public)
    draft.delete()
    return public


def reading_url(selection: Selection) -> str:
    """Where it is second-read: under the number of the public one, which stays when the draft has gone."""
    return reverse("selections:second-read", args=[selection.root_id])
