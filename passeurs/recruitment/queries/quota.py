"""Reads of quotas: a value beside what the pool holds of it, its reference share and what that share asks."""

from __future__ import annotations

import math
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from passeurs.programme.models import SeasonCity
from passeurs.recruitment.models import Call, Quota
from passeurs.recruitment.queries.draw import (
    AGE,
    CITY,
    Category,
    attributes,
    categories_of,
    city_pools,
    drawable_places,
    quota_questions,
)

# How far from its reference share a group may be, of that share.
WIDTH = 0.15


@dataclass(frozen=True)
class Line:
    """One value: how many in the pool, its kept quota, and the bounds that its reference share proposes."""

    category: str
    value: str
    count: int
    share: float | None
    minimum: int | None
    maximum: int | None
    proposed: tuple[int, int] | None

    @property
    def is_short(self) -> bool:
        """The pool has too few of them for their share of the places."""
        return bool(self.proposed and self.count <= self.proposed[0] and self.proposed[0] > 0)


@dataclass(frozen=True)
class Place:
    """Where quotas bear: the whole call (no city) or one city, with its places and its pool."""

    season_city: SeasonCity | None
    places: int
    people: int


def propose(share: float, places: int, count: int) -> tuple[int, int]:
    """Bounds around a share (percent) of the places, never more than the pool has: whole, and wide by WIDTH."""
    exact = share * places / 100
    low = min(math.floor(exact * (1 - WIDTH)), count)
    return low, min(max(math.ceil(exact * (1 + WIDTH)), low), places)


def place_of(call: Call, insee: str) -> Place | None:
    """The place of a city's code, or the whole call for an empty one. None when the call has no such city."""
    rows = city_pools(call)
    if not insee:
        return Place(None, sum(drawable_places(call).values()), sum(row.ready for row in rows))
    row = next((row for row in rows if row.insee == insee), None)
    if row is None:
        return None
    found = call.season_cities.select_related("city").get(city__insee=insee)
    return Place(found, min(row.free, row.ready), row.ready)


def quota_lines(call: Call, place: Place) -> list[tuple[Category, list[Line]]]:
    """By category, its values with their counts in this place and their quotas. A few queries."""
    categories = categories_of(call)
    if place.season_city:
        people = [
            row
            for row in attributes(call, [one.key for one in categories]).values()
            if row[CITY] == place.season_city.city.insee
        ]
        counts = {one.key: Tally(row[one.key] for row in people) for one in categories}
    else:
        counts = {one.key: Tally(dict(one.counts)) for one in categories}
    kept = {(one.category, one.value): one for one in Quota.objects.filter(call=call, season_city=place.season_city)}
    return [
        (one, [_line(one.key, value, counts[one.key][value], place.places, kept) for value, _all in one.counts])
        for one in categories
    ]


def _line(category: str, value: str, count: int, places: int, kept: dict[tuple[str, str], Quota]) -> Line:
    quota = kept.get((category, value), Quota())
    proposed = propose(quota.share, places, count) if quota.share is not None else None
    return Line(category, value, count, quota.share, quota.minimum, quota.maximum, proposed)


def bounds(places: dict[str, int], quotas: Iterable[Quota]) -> tuple[list[list[Any]], list[list[Any]]]:
    """What binds: rows [category, value, min, max] of the call, [city, category, value, min, max] of its cities."""
    nation: list[list[Any]] = []
    local: list[list[Any]] = []
    for one in sorted(quotas, key=lambda one: (one.category, one.value)):
        insee = one.season_city.city.insee if one.season_city else ""
        most = places.get(insee, 0) if insee else sum(places.values())
        if (one.minimum, one.maximum) == (None, None) or not most:
            continue
        told = [one.category, one.value, one.minimum or 0, most if one.maximum is None else one.maximum]
        if insee:
            local.append([insee, *told])
        else:
            nation.append(told)
    return nation, local


def known_values(call: Call) -> dict[str, set[str]]:
    """What a quota may name: the categories of a call and their values (any age as a number)."""
    ages = {str(age) for age in range(call.min_age, call.max_age + 1)}
    return {AGE: ages} | {one.key: set(one.options) for one in quota_questions(call)}


def previous_call(call: Call) -> Call | None:
    """The last call before this one that has quotas."""
    rows = Call.objects.filter(quotas__isnull=False, made_at__lt=call.made_at).exclude(pk=call.pk).distinct()
    return rows.order_by("-made_at").first()
