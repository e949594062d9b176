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
from passeurs.selections.actions.composing import THING_FIELDS, locked
from passeurs.selections.actions.reading import retire_selection, rework_selection
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.freshness import Health, health_of, healths, is_stale, selections_to_check

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
    lines = [f"« {item.thing} » : {health.reason}" for item, health in ended]
    notify(
        person=selection.author,
        kind="items_over",
        title=_("Dans « %(title)s », tout n’est plus d’actualité") % {"title": selection.title},
        body="\n".join([*lines, _("On te propose de quoi remplacer.")]),
        url=reverse("selections:freshness", args=[selection.pk]),
        at=at,
    )


@transaction.atomic
def replace_item(
    *, selection: Selection, by: Person, item_id: int, thing: Venue | Offer | Work, at: dt.datetime | None = None
) -> SelectionItem:
    """Put `thing` in the place of an item that is over; its reason is to be written anew.

    A published selection goes back to a draft for it: what the public reads has been read by somebody else first.
    """
    at = at or clock.now()
    selection = locked(selection)
    item = selection.items.select_related("venue__merged_into", "offer__venue", "work").get(pk=item_id)
    rules.can_replace_item(by, selection, health_of(item, at)).or_refuse()
    if selection.state == SelectionState.PUBLISHED:
        retire_selection(selection=selection, by=by, at=at)
        rework_selection(selection=selection, by=by, at=at)
        selection = locked(selection)
    field = THING_FIELDS[type(thing)]
    if selection.items.filter(**{field: thing}).exclude(pk=item.pk).exists():
        raise Refused(refusal(_("« %(thing)s » est déjà dans ta sélection.") % {"thing": thing}))
    item.venue = item.offer = item.work = None
    setattr(item, field, thing)
    item.reason, item.freshness = "", health_of(item, at).state
    item.save(update_fields=["venue", "offer", "work", "reason", "freshness"])
    selection.updated_at, selection.version = at, selection.version + 1
    selection.save(update_fields=["updated_at", "version"])
    journal.record(actor=by, verb="replace_item", subject=selection, data={field: thing.pk}, at=at)
    return item
