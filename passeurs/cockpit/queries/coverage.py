"""Coverage: who has a group and why not, by city; partners that wait, how far, who left, how fast partners answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import mean, median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from passeurs.cockpit.choices import PartnerWait
from passeurs.core.geo.nearby import distance_km
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting, Membership
from passeurs.groups.queries.sign import CONFIRM_DAYS
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Convention, ConventionAcceptance, Partnership
from passeurs.partners.queries.place import ROAD, point_of
from passeurs.people.models import Person
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate, Season, SeasonCity
from passeurs.programme.queries import followed_cities

HOUR = dt.timedelta(hours=1)


@dataclass
class Coverage:
    """The facts of one city, or of all: distances in km by road (estimated), answers in hours."""

    name: str
    slug: str = ""
    people: int = 0
    mandates: int = 0
    ended: int = 0
    placed: int = 0
    left: int = 0
    partners: int = 0
    waits: list[dt.datetime] = field(default_factory=list)
    kms: list[float] = field(default_factory=list)
    hours: list[float] = field(default_factory=list)
    unanswered: int = 0

    @property
    def grouped(self) -> int:
        """People in a group now."""
        return len(self.kms)

    @property
    def without(self) -> int:
        """People with a running mandate and no group."""
        return self.people - self.grouped

    @property
    def percent(self) -> int | None:
        """How many in a hundred have a group, rounded down: 100 means everybody. None where nobody is."""
        return self.grouped * 100 // self.people if self.people else None

    @property
    def mean_km(self) -> float | None:
        """From home to the partner, for those in a group."""
        return mean(self.kms) if self.kms else None

    @property
    def max_km(self) -> float | None:
        """The longest of these ways."""
        return max(self.kms, default=None)

    @property
    def waiting_since(self) -> dt.datetime | None:
        """Since when the partner that waits longest was accepted without getting a group."""
        return min(self.waits, default=None)

    @property
    def answer_hours(self) -> float | None:
        """The median time of partners to confirm a meeting that the group said was held."""
        return median(self.hours) if self.hours else None

    @property
    def told(self) -> int:
        """Meetings that a group said were held."""
        return len(self.hours) + self.unanswered

    def add(self, other: Coverage) -> None:
        """The facts of one more city."""
        for name in ("people", "mandates", "ended", "placed", "left", "partners", "unanswered"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("waits", "kms", "hours"):
            getattr(self, name).extend(getattr(other, name))


# How a column is sorted; a city without the fact comes last whichever the direction.
SORTS = {
    "ville": lambda one: one.name,
    "groupe": lambda one: one.percent,
    "sans": lambda one: one.without,
    "km": lambda one: one.mean_km,
    "loin": lambda one: one.max_km,
    "quitte": lambda one: one.left,
    "fini": lambda one: one.ended,
    "lieux": lambda one: len(one.waits),
    "delai": lambda one: one.answer_hours,
    "attente": lambda one: one.unanswered,
}


def coverage(person: Person, season: Season) -> list[Coverage]:
    """One line for each followed city of a season, by name. Six queries, whatever the number of people."""
    found = {row.pk: Coverage(row.city.name, row.city.slug) for row in followed_season_cities(person, season)}
    _count_people(found)
    _measure_ways(found)
    _count_partners(found)
    _time_answers(found)
    return list(found.values())


def total_of(lines: Iterable[Coverage], name: str) -> Coverage:
    """All the cities as one line called `name`."""
    total = Coverage(name)
    for line in lines:
        total.add(line)
    return total


def sorted_by(lines: list[Coverage], sort: str) -> list[Coverage]:
    """The lines by one of `SORTS`, the greatest first when it begins with « - »."""
    key = SORTS.get(sort.removeprefix("-"), SORTS["ville"])
    known = [line for line in lines if key(line) is not None]
    known.sort(key=key, reverse=sort.startswith("-"))
    return known + [line for line in lines if key(line) is None]


def _count_people(found: dict[int, Coverage]) -> None:
    """People, mandates that ended, and who left a group that went on and is in none now."""
    over = Q(state__in=[MandateState.ENDED, MandateState.RESIGNED])
    people = Mandate.objects.filter(season_city__in=found).values("season_city")
    active = Count("pk", filter=Q(state=MandateState.ACTIVE))
    for row in people.annotate(all=Count("pk"), active=active, ended=Count("pk", filter=over)):
        line = found[row["season_city"]]
        line.mandates, line.people, line.ended = row["all"], row["active"], row["ended"]
    still = Membership.objects.present().filter(mandate=OuterRef("mandate"))
    goes_on = Q(group__dissolved_at__isnull=True) | Q(left_at__lt=F("group__dissolved_at"))
    left = Q(left_at__isnull=False) & goes_on & Q(is_still=False)
    members = Membership.objects.filter(mandate__season_city__in=found).annotate(is_still=Exists(still))
    placed = Count("mandate", distinct=True)
    gone = Count("mandate", distinct=True, filter=left)
    counted = members.values("mandate__season_city").annotate(placed=placed, gone=gone)
    for city, all_of_them, departed in counted.values_list("mandate__season_city", "placed", "gone"):
        found[city].placed, found[city].left = all_of_them, departed


def _measure_ways(found: dict[int, Coverage]) -> None:
    rows = Membership.objects.filter(
        left_at__isnull=True,
        group__dissolved_at__isnull=True,
        mandate__state=MandateState.ACTIVE,
        mandate__season_city__in=found,
    ).select_related("mandate__person__profile", "mandate__season_city__city", "group__partnership")
    for row in rows:
        lat, lon = point_of(row.mandate)
        partner = row.group.partnership
        found[row.mandate.season_city_id].kms.append(ROAD * distance_km(lat, lon, partner.lat, partner.lon))


def _count_partners(found: dict[int, Coverage]) -> None:
    running = Group.objects.running().filter(partnership=OuterRef("pk"))
    rows = Partnership.objects.accepted().filter(season_city__in=found).annotate(has_group=Exists(running))
    for city, decided_at, proposed_at, has_group in rows.values_list(
        "season_city", "decided_at", "proposed_at", "has_group"
    ):
        found[city].partners += 1
        if not has_group:
            found[city].waits.append(decided_at or proposed_at)


def _time_answers(found: dict[int, Coverage]) -> None:
    rows = Meeting.objects.filter(
        state=MeetingState.PLANNED,
        group_confirmed_at__isnull=False,
        group__partnership__season_city__in=found,
    )
    names = ("group__partnership__season_city", "starts_at", "minutes", "group_confirmed_at", "partner_confirmed_at")
    for city, starts_at, minutes, told_at, answered_at in rows.values_list(*names):
        if answered_at is None:
            found[city].unanswered += 1
        else:
            asked_at = max(told_at, starts_at + dt.timedelta(minutes=minutes))
            # A partner who spoke first kept nobody waiting.
            found[city].hours.append(max((answered_at - asked_at) / HOUR, 0))


def partners_that_wait(rows: QuerySet[Partnership], wait: str, at: dt.datetime) -> QuerySet[Partnership]:
    """Of these partners, those that wait, or are waited for (`choices.PartnerWait`); the accepted ones only."""
    accepted = rows.filter(state=PartnershipState.ACCEPTED)
    if wait == PartnerWait.GROUP:
        return accepted.exclude(pk__in=Group.objects.running().values("partnership"))
    if wait == PartnerWait.CONVENTION:
        texts = Convention.objects.filter(programme=OuterRef("season_city__season__programme")).order_by("-version")
        last: Any = accepted.annotate(text=Subquery(texts.values("pk")[:1])).filter(text__isnull=False)
        signed = ConventionAcceptance.objects.filter(partnership=OuterRef("pk"), convention=OuterRef("text"))
        return last.filter(~Exists(signed))
    if wait == PartnerWait.REFUSAL:
        return accepted.filter(people_wishes__rank=None, people_wishes__decided_at=None, people_wishes__isnull=False)
    late = Meeting.objects.filter(
        state=MeetingState.PLANNED,
        group_confirmed_at__isnull=False,
        partner_confirmed_at__isnull=True,
        starts_at__lt=at - dt.timedelta(days=CONFIRM_DAYS),
    )
    return accepted.filter(pk__in=late.values("group__partnership"))


def followed_season_cities(person: Person, season: Season) -> QuerySet[SeasonCity]:
    """The cities of a season that somebody follows, by name."""
    rows = season.season_cities.filter(city__in=followed_cities(person))
    return rows.select_related("city").order_by("city__name")
