"""Reads of the editorial line: calls and their answers, versions, the moderation log, appeals, the team's list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet

from passeurs.core import clock
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import followed_cities, running_mandate
from passeurs.selections.choices import Motive, SelectionState
from passeurs.selections.models import Appeal, Call, Selection, Transition, Version
from passeurs.selections.queries.selection import credited


def open_calls(person: Person, *, on: dt.date) -> QuerySet[Call]:
    """The calls that this ambassador may answer now, the one that closes first first."""
    mandate = running_mandate(person)
    if mandate is None:
        return Call.objects.none()
    found = Call.objects.open(on).for_city(mandate.season_city.city_id).filter(season=mandate.season_city.season)
    return found.select_related("city", "theme").order_by("closes_on", "pk")


def call_choices(selection: Selection) -> list[tuple[str, str]]:
    """The calls a draft may answer, with the one it answers already: (slug, title)."""
    city = selection.season_city
    found = Call.objects.open(clock.today()).for_city(city.city_id).filter(season=city.season_id)
    rows = dict(found.order_by("closes_on", "pk").values_list("slug", "title"))
    if selection.call:
        rows.setdefault(selection.call.slug, selection.call.title)
    return list(rows.items())


def public_calls() -> QuerySet[Call]:
    """Every call, open ones first, with `answer_count`, its published answers."""
    published = Q(selections__state=SelectionState.PUBLISHED)
    rows = Call.objects.select_related("city", "theme", "season").annotate(
        answer_count=Count("selections", filter=published)
    )
    return rows.order_by(models.F("closed_at").desc(nulls_first=True), "-closes_on", "-pk")


def team_calls(person: Person) -> QuerySet[Call]:
    """The calls this person follows, with all their answers counted: `draft_count`, `answer_count`."""
    rows = public_calls().annotate(draft_count=Count("selections", filter=~Q(selections__state="published")))
    if is_team(person):
        return rows
    return rows.filter(Q(city__isnull=True) | Q(city__in=followed_cities(person)))


def answers_to(call: Call) -> QuerySet[Selection]:
    """The published selections that answer a call, newest first."""
    return credited(Selection.objects.published().filter(call=call)).order_by("-published_at", "-pk")


def versions_of(selection: Selection) -> list[Version]:
    """The published versions, the last first."""
    return list(selection.versions.select_related("second_reader__profile"))


def last_decision(selection: Selection) -> Transition | None:
    """The refusal or withdrawal by somebody else that made the selection what it is now."""
    if selection.state not in (SelectionState.CHANGES_ASKED, SelectionState.RETIRED):
        return None
    last = selection.transitions.select_related("by__profile", "appeal", "selection").first()
    return last if last and last.is_moderation and last.to_state == selection.state else None


@dataclass(frozen=True)
class MotiveCount:
    """How many times a motive was given, for what."""

    label: str
    asked: int
    retired: int


@dataclass(frozen=True)
class ModerationFigures:
    """What moderation did, without a name: decisions, motives, appeals, and how long second readings took."""

    published: int
    asked: int
    retired: int
    appeals: int
    granted: int
    waiting: int
    motives: tuple[MotiveCount, ...]


def moderation_figures(*, season_id: int | None = None) -> ModerationFigures:
    """The public log: counted, by motive, for a season or since the beginning. Two queries."""
    rows = Transition.objects.filter(is_moderation=True)
    appeals = Appeal.objects.all()
    if season_id:
        rows = rows.filter(season_city__season=season_id)
        appeals = appeals.filter(decision__season_city__season=season_id)
    counts: dict[tuple[str, str], int] = {}
    for state, motive, count in rows.order_by().values_list("to_state", "motive").annotate(n=Count("pk")):
        counts[state, motive] = count
    motives = [
        MotiveCount(
            str(motive.label),
            counts.get((SelectionState.CHANGES_ASKED, motive.value), 0),
            counts.get((SelectionState.RETIRED, motive.value), 0),
        )
        for motive in Motive
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
        motives=tuple(row for row in motives if row.asked or row.retired),
    )


def moderation_log(person: Person, filters: dict[str, Any]) -> QuerySet[Transition]:
    """Every decision in the cities this person follows: by `state`, `motive`, `city`."""
    rows = Transition.objects.filter(is_moderation=True).select_related(
        "selection", "season_city__city", "by__profile", "appeal"
    )
    if not is_team(person):
        rows = rows.filter(season_city__city__in=followed_cities(person))
    if filters.get("state"):
        rows = rows.filter(to_state=filters["state"])
    if filters.get("motive"):
        rows = rows.filter(motive=filters["motive"])
    if filters.get("city"):
        rows = rows.filter(season_city__city__slug=filters["city"])
    return rows.order_by("-at", "-pk")


def appeal_list() -> QuerySet[Appeal]:
    """Appeals, those that wait first, the oldest first."""
    rows = Appeal.objects.select_related(
        "selection__season_city__city", "decision__by__profile", "answered_by__profile"
    )
    return rows.order_by(models.F("answered_at").desc(nulls_first=True), "made_at")


def team_selections(person: Person, filters: dict[str, Any]) -> QuerySet[Selection]:
    """The selections of the cities this person follows, drafts left to their authors: by state, city, words."""
    rows = credited(
        Selection.objects.exclude(state=SelectionState.DRAFT).filter(season_city__city__in=followed_cities(person))
    ).select_related("call")
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("city"):
        rows = rows.filter(season_city__city__slug=filters["city"])
    for word in str(filters.get("q", "")).split()[:5]:
        rows = rows.filter(title__icontains=word)
    return rows.annotate(item_count=Count("items")).order_by("-updated_at", "-pk")
