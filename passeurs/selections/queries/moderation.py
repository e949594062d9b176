"""Reads of the moderation log: the last decision, public figures, every decision for the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import followed_cities
from passeurs.selections.choices import Ground, SelectionState
from passeurs.selections.models import Appeal, Selection, Transition


def last_decision(selection: Selection) -> Transition | None:
    """The refusal or withdrawal by somebody else that made the selection what it is now."""
    if selection.state not in (SelectionState.CHANGES_ASKED, SelectionState.RETIRED):
        return None
    last = selection.transitions.select_related("by__profile", "appeal", "selection").first()
    return last if last and last.is_moderation and last.to_state == selection.state else None


@dataclass(frozen=True)
class GroundCount:
    """How many times a ground was given, for what."""

    label: str
    asked: int
    retired: int


@dataclass(frozen=True)
class ModerationFigures:
    """What moderation did, without a name: decisions, grounds, appeals, and how long second readings took."""

    published: int
    asked: int
    retired: int
    appeals: int
    granted: int
    waiting: int
    grounds: tuple[GroundCount, ...]


def moderation_figures(*, season_id: int | None = None) -> ModerationFigures:
    """The public log: counted, by ground, for a season or since the beginning. Two queries."""
    rows = Transition.objects.moderated()
    appeals = Appeal.objects.all()
    if season_id:
        rows = rows.filter(season_city__season=season_id)
        appeals = appeals.filter(decision__season_city__season=season_id)
    counts: dict[tuple[str, str], int] = {}
    for state, ground, count in rows.order_by().values_list("to_state", "ground").annotate(n=Count("pk")):
        counts[state, ground] = count
    grounds = [
        GroundCount(
            str(ground.label),
            counts.get((SelectionState.CHANGES_ASKED, ground.value), 0),
            counts.get((SelectionState.RETIRED, ground.value), 0),
        )
        for ground in Ground
    ]
    told = appeals.aggregate(
        all=Count("pk"), granted=Count("pk", filter=Q(is_granted=True)), waiting=Count("pk", filter=Q(answered_at=None))
    )
    by_state = {state: sum(n for (to, _m), n in counts.items() if to == state) for state, _label in counts}
    return ModerationFigures(
        published=by_state.get(SelectionState.PUBLISHED, 0),
        asked=by_state.get(SelectionState.CHANGES_ASKED, 0),
        retired=by_state.get(SelectionState.RETIRED, 0),
        appeals=told["all"],
        granted=told["granted"],
        waiting=told["waiting"],
        grounds=tuple(row for row in grounds if row.asked or row.retired),
    )


def moderation_log(person: Person, filters: dict[str, Any]) -> QuerySet[Transition]:
    """Every decision in the cities this person follows: by `state`, `ground`, `city`."""
    rows = Transition.objects.moderated().select_related("selection", "season_city__city", "by__profile", "appeal")
    if not is_team(person):
        rows = rows.filter(season_city__city__in=followed_cities(person))
    if filters.get("state"):
        rows = rows.filter(to_state=filters["state"])
    if filters.get("ground"):
        rows = rows.filter(ground=filters["ground"])
    if filters.get("city"):
        rows = rows.filter(season_city__city__slug=filters["city"])
    return rows.order_by("-at", "-pk")
