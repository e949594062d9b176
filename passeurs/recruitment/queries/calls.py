"""What the public and the team read of calls and applications."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.models import SeasonCity
from passeurs.programme.queries import followed_cities
from passeurs.recruitment.choices import IN_READING, OPEN_STATUSES, SENT, CallState, Status
from passeurs.recruitment.models import Application, ApplicationQuerySet, Call, Correction, ReaderProfile, Track
from passeurs.recruitment.queries.applying import export_application

SORTS = {
    "": ("submitted_at", "pk"),
    "-envoi": ("-submitted_at", "-pk"),
    "nom": ("last_name", "first_name", "pk"),
    "age": ("age", "pk"),
    "ville": ("season_city__city__name", "submitted_at", "pk"),
}


@dataclass(frozen=True)
class StatusCount:
    """How many files have a status."""

    status: str
    label: str
    count: int


def public_calls(at: dt.datetime) -> list[Call]:
    """The calls anyone may read: open ones first, then those to come, then past ones."""
    calls = list(Call.objects.public().select_related("season__programme")[:20])
    return sorted(
        calls, key=lambda call: (not call.is_accepting(at), call.state != CallState.OPEN, -call.closes_at.timestamp())
    )


def public_call(slug: str) -> QuerySet[Call]:
    """One public call with its charter, its cities and its tracks, criteria included."""
    tracks = Track.objects.prefetch_related("criteria")
    cities = SeasonCity.objects.select_related("city").order_by("city__name")
    return (
        Call.objects.public()
        .select_related("season__programme", "charter")
        .prefetch_related(Prefetch("tracks", tracks), Prefetch("season_cities", cities))
        .filter(slug=slug)
    )


def team_calls() -> QuerySet[Call]:
    """Every call with `sent_count` (trials left out), newest first."""
    sent = Q(applications__status__in=SENT, applications__is_test=False)
    calls = Call.objects.select_related("season__programme").annotate(sent_count=Count("applications", filter=sent))
    return calls.order_by("-opens_at", "pk")


def seen_applications(person: Person, call: Call) -> ApplicationQuerySet:
    """The files of a call that this person may read: never a draft; trials for the team only."""
    rows = Application.objects.filter(call=call).exclude(status=Status.DRAFT)
    if is_team(person):
        return rows
    return rows.real().filter(season_city__city__in=followed_cities(person))


def with_list_columns(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """What a line of the list shows."""
    corrections = Correction.objects.filter(application=OuterRef("pk"), answered_at__isnull=True)
    return rows.select_related("season_city__city", "track", "guardianship").annotate(
        has_open_correction=Exists(corrections)
    )


def filter_applications(rows: ApplicationQuerySet, filters: dict[str, Any]) -> ApplicationQuerySet:
    """The list's filters: q, city (INSEE), status, age, file (complete or waiting), track, test, sort."""
    rows = rows.filter(is_test=bool(filters.get("test")))
    for word in (filters.get("q") or "").split()[:5]:
        found = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        rows = rows.filter(found | Q(pk=int(word)) if word.isdigit() and len(word) < 10 else found)
    if filters.get("city"):
        rows = rows.filter(season_city__city__insee=filters["city"])
    if filters.get("status"):
        rows = rows.filter(status=filters["status"])
    if filters.get("age"):
        rows = rows.filter(age=filters["age"])
    if filters.get("track"):
        rows = rows.filter(track_id=filters["track"])
    if filters.get("label"):
        rows = rows.filter(labels=filters["label"])
    if filters.get("file") == "owed":
        rows = rows.filter(status__in=IN_READING, planned_status="")
    elif filters.get("file") == "returned":
        rows = rows.filter(mail_returned_at__isnull=False)
    elif filters.get("file"):
        incomplete = ApplicationQuerySet.incomplete()
        rows = rows.filter(incomplete if filters["file"] == "waiting" else ~incomplete)
    return rows.order_by(*SORTS.get(filters.get("sort") or "", SORTS[""]))


def status_counts(rows: ApplicationQuerySet) -> list[StatusCount]:
    """How many files by status, those without any left out."""
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    return [StatusCount(str(value), str(label), counts[value]) for value, label in Status.choices if value in counts]


def city_counts(call: Call, person: Person) -> list[SeasonCity]:
    """The cities of a call that this person follows: `sent_count`, `waiting_count`, `validated_count`, places."""
    here = Q(applications__call=call, applications__is_test=False)
    sent = here & Q(applications__status__in=SENT)
    rows = call.season_cities.filter(city__in=followed_cities(person)).select_related("city")
    return list(
        rows.annotate(
            sent_count=Count("applications", filter=sent),
            undecided_count=Count("applications", filter=here & Q(applications__status__in=OPEN_STATUSES)),
            validated_count=Count("applications", filter=here & Q(applications__status=Status.VALIDATED)),
        ).order_by("city__name")
    )


def draft_count(call: Call, person: Person) -> int:
    """How many are started and not sent, in the cities this person follows; nobody reads them."""
    drafts = call.applications.real().filter(status=Status.DRAFT)
    return drafts.filter(season_city__city__in=followed_cities(person)).count()


def application_counters(person: Person, at: dt.datetime) -> list[Figure]:
    """Files that wait for a decision, of all that were sent to the latest call: one query."""
    latest = Call.objects.exclude(state=CallState.DRAFT).order_by("-opens_at", "pk").values("pk")[:1]
    rows = Application.objects.real().filter(call=Subquery(latest))
    if not is_team(person):
        rows = rows.filter(season_city__city__in=followed_cities(person))
    sent, left = Q(status__in=SENT), Q(status__in=OPEN_STATUSES)
    found = rows.order_by().values("call").annotate(sent=Count("pk", filter=sent), left=Count("pk", filter=left))
    return [
        Figure(
            _("Candidatures sans réponse"),
            row["left"],
            reverse("recruitment:application-list", args=[row["call"]]),
            of=row["sent"],
            order=25,
        )
        for row in found
    ]


def export_applications(person: Person) -> list[dict[str, Any]]:
    """The person's files, by account or by address, for their own export."""
    mine = Q(person=person) | Q(person=None, email=person.email)
    rows = Application.objects.filter(mine, anonymised_at__isnull=True).select_related(
        "call", "season_city__city", "track", "response", "guardianship"
    )
    files = [export_application(row) for row in rows.order_by(F("started_at"))]
    profile = ReaderProfile.objects.filter(person=person).first()
    told = (
        {"profil de lecture": {"au plus": profile.capacity, "parcours": profile.tracks, "connaît": profile.knows}}
        if profile
        else None
    )
    return [*files, told] if told else files
