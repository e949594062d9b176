"""Reads of calls: those one may answer, their answers, what they put on « Aujourd’hui »."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core import clock
from passeurs.core.registry import Todo
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import followed_cities, running_mandate
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Call, Selection
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


def call_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """The calls for selections that this person has not answered, the first to close first."""
    calls = open_calls(person, on=timezone.localdate(at))
    answered = Selection.objects.written_by(person).filter(call__isnull=False).values("call")
    return [
        Todo(
            title=_("Appel : %(title)s") % {"title": call.title},
            url=call.get_absolute_url(),
            text=_("Une sélection sur ce thème, avec tes mots."),
            action=_("Voir l’appel"),
            due_at=timezone.make_aware(dt.datetime.combine(call.closes_on, dt.time(23, 59))),
        )
        for call in calls.exclude(pk__in=answered)[:2]
    ]
