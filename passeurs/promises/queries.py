"""Reads of promises."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import median

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import is_team, scopes_of
from passeurs.promises.models import Promise, PromiseQuerySet


def promise_list(person: Person) -> PromiseQuerySet:
    """What this person may see: everything for the team, their cities for a referent, nothing for others."""
    promises = Promise.objects.select_related("owed_to__profile", "answered_by__profile")
    if is_team(person):
        return promises
    scopes = scopes_of(person, Role.REFERENT)
    return promises.scoped(scopes) if scopes else promises.none()


def open_promise_about(thing: models.Model) -> Promise | None:
    """The answer still owed about a thing, if any."""
    return Promise.objects.open().about_thing(thing).order_by("due_at").first()


def count_people_owed(promises: PromiseQuerySet) -> int:
    """How many people wait for an answer; whoever asked without an account counts once for each thing asked."""
    counts = promises.aggregate(
        known=models.Count("owed_to", distinct=True),
        others=models.Count("pk", filter=models.Q(owed_to__isnull=True)),
    )
    return int(counts["known"] + counts["others"])


@dataclass(frozen=True)
class AnswerTimes:
    """How fast answers came: counts, and days."""

    answered_count: int
    on_time_count: int
    median_days: float | None
    ninety_days: float | None


def answer_times(promises: PromiseQuerySet, *, since: dt.datetime) -> AnswerTimes:
    """Answer times of the promises answered since a date, withdrawn ones left out."""
    rows = list(
        promises.filter(answered_at__gte=since)
        .exclude(outcome="withdrawn")
        .values_list("made_at", "due_at", "answered_at")
    )
    days = sorted((answered - made).total_seconds() / 86_400 for made, _by, answered in rows if answered)
    return AnswerTimes(
        answered_count=len(rows),
        on_time_count=sum(bool(answered and answered <= due) for _from, due, answered in rows),
        median_days=round(median(days), 1) if days else None,
        ninety_days=round(days[min(len(days) - 1, int(len(days) * 0.9))], 1) if days else None,
    )


def filter_promises(promises: PromiseQuerySet, filters: dict[str, str], *, at: dt.datetime) -> PromiseQuerySet:
    """The list's filters: `state` (open unless told, late, answered, all) and `q`, words of the subject."""
    state = filters.get("state") or "open"
    if state == "open":
        promises = promises.open()
    elif state == "late":
        promises = promises.late(at)
    elif state == "answered":
        promises = promises.filter(answered_at__isnull=False).order_by("-answered_at")
    for word in filters.get("q", "").split():
        promises = promises.filter(models.Q(about_label__icontains=word) | models.Q(owed_to_label__icontains=word))
    return promises


def promise_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Figures of the team's page: what is late, of all that is open."""
    owed = promise_list(person).select_related(None).open().order_by()
    counts = owed.aggregate(open=models.Count("pk"), late=models.Count("pk", filter=models.Q(due_at__lt=at)))
    url = reverse("promises:promise-list")
    return [Figure(_("Réponses en retard"), counts["late"], f"{url}?state=late", of=counts["open"], order=10)]


def export_promises(person: Person) -> list[dict[str, str]]:
    """What the programme promised this person, and what they answered to others, for their own export."""
    return [
        {
            "sujet": promise.about_label,
            "demande": promise.detail,
            "promis_le": promise.made_at.isoformat(),
            "pour_le": promise.due_at.isoformat(),
            "repondu_le": promise.answered_at.isoformat() if promise.answered_at else "",
            "reponse": promise.answer,
        }
        for promise in Promise.objects.filter(owed_to=person).order_by("made_at")
    ] + [
        {
            "sujet": promise.about_label,
            "repondu_le": promise.answered_at.isoformat() if promise.answered_at else "",
            "ma_reponse": promise.answer,
        }
        for promise in Promise.objects.filter(answered_by=person).order_by("answered_at", "pk")
    ]
