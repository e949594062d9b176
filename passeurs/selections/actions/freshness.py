"""Writes of the freshness guard: look again, tell authors once, replace what is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock, journal
from passeurs.core.page_cache import pages_changed
from passeurs.core.verdict import Refused, refusal
from passeurs.notifications.actions import notify
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.composing import THING_FIELDS, locked, root_ref
from passeurs.selections.actions.revising import start_revision
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.freshness import Health, health_of, healths, is_stale, selections_to_check
from passeurs.selections.queries.groups import authors_of

CHECKED_AT_ONCE = 200


def refresh_selections(at: dt.datetime) -> int:
    """Look again at the published selections that are due; returns how many were. Safe to run twice."""
    checked = list(selections_to_check(at)[:CHECKED_AT_ONCE])
    for selection in checked:
        refresh_selection(selection=selection, at=at)
    return len(checked)


@transaction.atomic
def refresh_selection(*, selection: Selection, at: dt.datetime) -> None:
    """Keep what is alive in a selection; tell its author what is over since last time, once for each change."""
    found = healths(selection.items.select_related("venue__merged_into", "offer__venue", "work"), at)
    ended = []
    for item, health in found:
        # Only the run that turns the row tells: two at once cannot both.
        turned = SelectionItem.objects.filter(pk=item.pk).exclude(freshness=health.state).update(freshness=health.state)
        if turned and not health.is_alive:
            ended.append((item, health))
    alive = sum(health.is_alive for _item, health in found)
    was_stale = selection.is_stale
    selection.alive_count, selection.is_stale, selection.checked_at = alive, is_stale(alive, len(found)), at
    selection.save(update_fields=["alive_count", "is_stale", "checked_at"])
    if was_stale != selection.is_stale:
        transaction.on_commit(pages_changed)
    if ended:
        _tell(selection, ended, at)


def _tell(selection: Selection, ended: list[tuple[SelectionItem, Health]], at: dt.datetime) -> None:
    lines = [f"«\u202f{item.thing}\u202f»\u202f: {health.reason}" for item, health in ended]
    for author in authors_of(selection):
        notify(
            person=author,
            kind="items_over",
            title=_("Dans «\u202f%(title)s\u202f», tout n’est plus d’actualité") % {"title": selection.title},
            body="\n".join([*lines, _("On te propose de quoi remplacer.")]),
            url=reverse("selections:freshness", args=[selection.pk]),
            at=at,
        )


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
    if selection.items.filter(**{field: thing}).exclude(pk=item.pk).exists():
        raise Refused(refusal(_("«\u202f%(thing)s\u202f» est déjà dans ta sélection.") % {"thing": thing}))
    item.venue = item.offer = item.work = None
    setattr(item, field, thing)
    item.reason, item.freshness = "", health_of(item, at).state
    item.save(update_fields=["venue", "offer", "work", "reason", "freshness"])
    selection.updated_at, selection.version, selection.edited_by = at, selection.version + 1, by
    selection.save(update_fields=["updated_at", "version", "edited_by"])
    journal.record(actor=by, verb="replace_item", subject=root_ref(selection), data={field: thing.pk}, at=at)
    return item
