"""What the public and the team read of calls."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Prefetch, Q, QuerySet

from passeurs.people.models import Person
from passeurs.programme.models import SeasonCity
from passeurs.programme.queries import followed_cities
from passeurs.recruitment.choices import OPEN_STATUSES, SENT, CallState, Status
from passeurs.recruitment.models import Call, Track


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
