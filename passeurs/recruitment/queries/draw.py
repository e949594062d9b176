"""Reads of the draw: the pool and its attributes, the files the lottery reads, what a person is told of theirs."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from passeurs.promises.models import Promise
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Answer, Question
from passeurs.recruitment.choices import TOLD, DrawState, Eligibility, Status
from passeurs.recruitment.models import Application, ApplicationQuerySet, Call, Draw, DrawEntry
from passeurs.recruitment.queries.place import free_places

CITY, AGE, UNTOLD = "city", "age", "—"
# The kind of promise of a candidate’s one question.
QUESTION = "candidate_question"
Json = dict[str, Any]


@dataclass(frozen=True)
class CityPool:
    """One city of a draw: its places and those that are free, how many may be drawn, how many wait for something."""

    name: str
    insee: str
    places: int
    free: int
    ready: int
    waiting: int


@dataclass(frozen=True)
class Category:
    """An attribute that quotas may bear on: the pool's count of each value."""

    key: str
    label: str
    counts: list[tuple[str, int]]


@dataclass(frozen=True)
class Mine:
    """What a candidate is told of their draw. `result` is None until their own answer was told."""

    draw: Draw
    entry: DrawEntry
    result: bool | None


def pool(call: Call) -> ApplicationQuerySet:
    """The files that may be drawn: preselected, complete, not a trial."""
    rows = call.applications.real().filter(status=Status.PRESELECTED).exclude(eligibility=Eligibility.NO)
    return rows.exclude(ApplicationQuerySet.incomplete())


def city_pools(call: Call) -> list[CityPool]:
    """Places and files by city. Five queries."""
    ready = Tally(pool(call).values_list("season_city", flat=True))
    chosen = Tally(call.applications.real().filter(status=Status.PRESELECTED).values_list("season_city", flat=True))
    rows = list(call.season_cities.select_related("city").order_by("city__name"))
    free = free_places(rows)
    return [
        CityPool(
            row.city.name, row.city.insee, row.place_count, free[row.pk], ready[row.pk], chosen[row.pk] - ready[row.pk]
        )
        for row in rows
    ]


def drawable_places(call: Call) -> dict[str, int]:
    """By city's code, how many places can be drawn: all that are free, or as many as there are people."""
    return {row.insee: min(row.free, row.ready) for row in city_pools(call) if row.ready and row.free}


def quota_questions(call: Call) -> list[Question]:
    """The questions with one answer among several: what quotas may bear on besides city and age."""
    rows = Question.objects.filter(screen__questionnaire=call.questionnaire_id, kind=Kind.CHOICE)
    return list(rows.order_by("screen__position", "position"))


def attributes(call: Call, categories: list[str]) -> dict[int, dict[str, str]]:
    """By file of the pool: its city and each category's value; « — » where nothing was answered."""
    people = {
        pk: {CITY: insee, AGE: str(age)}
        for pk, insee, age in pool(call).order_by("pk").values_list("pk", "season_city__city__insee", "age")
    }
    asked = [one for one in categories if one not in (CITY, AGE)]
    for row in people.values():
        row.update(dict.fromkeys(asked, UNTOLD))
    answers = Answer.objects.filter(question__key__in=asked, response__application__in=people.keys())
    for pk, key, value in answers.values_list("response__application", "question__key", "value"):
        if isinstance(value, str) and value:
            people[pk][key] = value
    named = [CITY, *(one for one in categories if one != CITY)]
    return {pk: {name: row[name] for name in named} for pk, row in people.items()}


def categories_of(call: Call) -> list[Category]:
    """What quotas may bear on, with the pool's counts. A few queries."""
    questions = quota_questions(call)
    rows = attributes(call, [AGE, *(one.key for one in questions)]).values()
    labels = {AGE: _("Âge")} | {one.key: one.label for one in questions}
    order = {one.key: [*one.options, UNTOLD] for one in questions}
    found = []
    for key, label in labels.items():
        counts = Tally(row[key] for row in rows)
        values = [one for one in order.get(key, sorted(counts)) if counts[one]]
        found.append(Category(key, label, [(value, counts[value]) for value in values]))
    return found


def shares_by_type(lottery: Json) -> list[Fraction]:
    """The exact probability of whoever is of each type, from the panels and their whole weights."""
    units: Tally[int] = Tally()
    for panel in lottery["panels"]:
        for number, count in panel["counts"]:
            units[number] += panel["weight"] * count
    return [
        Fraction(units[number], lottery["denominator"] * len(kind["pseudonyms"]))
        for number, kind in enumerate(lottery["types"])
    ]


def chances(lottery: Json, kept: Json) -> dict[int, tuple[str, Fraction]]:
    """By file: its pseudonym and exact probability."""
    return {
        int(pk): (name, share)
        for kind, share in zip(kept["types"], shares_by_type(lottery), strict=True)
        for pk, name in kind["people"].items()
    }


def last_draw(call: Call) -> Draw | None:
    """The draw that is being prepared, committed or done."""
    return call.draws.order_by("-made_at", "-pk").first()


def all_published_draws() -> QuerySet[Draw]:
    """The last published draw of each call, the newest first; without what is heavy or kept."""
    rows = Draw.objects.filter(state__in=[DrawState.COMMITTED, DrawState.DRAWN])
    newest = rows.filter(call=OuterRef("call")).order_by("-committed_at", "-pk").values("pk")[:1]
    told = rows.filter(pk=Subquery(newest)).select_related("call__season__programme")
    return told.defer("kept", "lottery", "certificate", "rehearsal").order_by("-committed_at", "-pk")


def has_draw(call: Call) -> bool:
    """Whether anyone may read a draw of this call."""
    return call.draws.filter(state__in=[DrawState.COMMITTED, DrawState.DRAWN]).exists()


def published_draws(slug: str) -> list[Draw]:
    """The draws of a call that anyone may read, the last first; what is kept is not even read."""
    rows = Draw.objects.filter(call__slug=slug, state__in=[DrawState.COMMITTED, DrawState.DRAWN]).defer("kept")
    return list(rows.select_related("call__season__programme").order_by("-committed_at"))


@dataclass(frozen=True)
class Guarantee:
    """One quota in the words of the form: whose places they are, and how many."""

    whose: str
    low: int
    high: int


@dataclass(frozen=True)
class PublicDraw:
    """What anyone is told of a draw, in words first. `mean`, `lowest` and `highest` are shares of one.

    `one_in`: of so many people, one is drawn on average, rounded.
    """

    people: int
    places: int
    one_in: int
    mean: Fraction
    lowest: Fraction
    highest: Fraction
    guarantees: list[Guarantee]


def public_draw(draw: Draw) -> PublicDraw:
    """A published lottery as a page tells it. Two queries."""
    lottery = draw.lottery
    people = sum(len(kind["pseudonyms"]) for kind in lottery["types"])
    shares = shares_by_type(lottery)
    mean = Fraction(lottery["size"], people)
    names = dict(draw.call.season_cities.values_list("city__insee", "city__name"))
    labels = {CITY: _("Ville"), AGE: _("Âge")} | {one.key: one.label for one in quota_questions(draw.call)}
    binding = [one for one in lottery["quotas"] if one["minimum"] or one["maximum"] < lottery["size"]]
    guarantees = [Guarantee(_whose(one["where"], names, labels), one["minimum"], one["maximum"]) for one in binding]
    return PublicDraw(people, lottery["size"], round(1 / mean), mean, min(shares), max(shares), guarantees)


def _whose(where: dict[str, str], cities: dict[str, str], labels: dict[str, str]) -> str:
    """« Dijon », « Âge : 17 », « Dijon, Tu habites… : oui »."""
    told = [
        cities.get(value, value)
        if key == CITY
        else _("%(question)s : %(answer)s") % {"question": labels.get(key, key), "answer": value}
        for key, value in where.items()
    ]
    return ", ".join(told)


def my_draw(application: Application) -> Mine | None:
    """A candidate's own chance once it is committed; the result once their answer was told, never before."""
    entry = (
        DrawEntry.objects.filter(application=application, draw__state__in=[DrawState.COMMITTED, DrawState.DRAWN])
        .select_related("draw__call")
        .defer("draw__lottery", "draw__kept", "draw__certificate")
        .order_by("-draw__committed_at")
        .first()
    )
    if entry is None:
        return None
    is_told = application.status in TOLD and not application.planned_status and entry.draw.state == DrawState.DRAWN
    return Mine(entry.draw, entry, entry.is_selected if is_told else None)


def candidate_question(application: Application) -> Promise | None:
    """The one question a candidate asked, answered or not."""
    return Promise.objects.about_thing(application).filter(kind=QUESTION).first()
