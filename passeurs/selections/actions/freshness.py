"""Writes of the freshness guard: look again, tell authors once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.page_cache import pages_changed
from passeurs.notifications.actions import notify
from passeurs.people.messages import speaking_to
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.co_author import authors_of
from passeurs.selections.queries.freshness import Health, healths, is_stale, selections_to_check

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
        with speaking_to(author):
            notify(
                person=author,
                kind="items_over",
                title=_("Dans «\u202f%(title)s\u202f», tout n’est plus d’actualité") % {"title": selection.title},
                body="\n".join([*lines, _("On te propose de quoi remplacer.")]),
                url=reverse("selections:freshness", args=[selection.pk]),
                at=at,
            )
