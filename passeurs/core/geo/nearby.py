"""What is near a point, nearest first, on any table with indexed `lat` and `lon` (WGS84 degrees).

The database is asked for a small box, wider only while too few rows are found: the cost follows the
rows near by, not the country's total. Distances are great circles on a sphere of 6,371.0088 km.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q

EARTH_RADIUS_KM = 6371.0088
FARTHEST_KM = math.pi * EARTH_RADIUS_KM

# The first box; a crowded one is made smaller, an empty one larger.
START_KM = 2.0
SMALLEST_KM = 0.05
CROWD = 3000

# A street is longer than a crow's flight: 1.3 is the usual detour factor in French towns on foot, a little
# less by bicycle; walking pace and town cycling speed are those of the Cerema's guides.
WALKING_KMH, WALKING_DETOUR = 4.8, 1.3
CYCLING_KMH, CYCLING_DETOUR = 15.0, 1.25
CYCLING_PARKING_MINUTES = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found: its distance (km, great circle) and its primary key."""

    distance_km: float
    pk: int


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    a = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(a)))


def walking_minutes(km: float) -> int:
    """Minutes on foot for a distance as the crow flies, an estimate rounded up."""
    return max(1, math.ceil(km * WALKING_DETOUR / WALKING_KMH * 60))


def cycling_minutes(km: float) -> int:
    """Minutes by bicycle for a distance as the crow flies, parking included, an estimate rounded up."""
    return CYCLING_PARKING_MINUTES + max(1, math.ceil(km * CYCLING_DETOUR / CYCLING_KMH * 60))


def transit_minutes(km: float) -> int:
    """Minutes by public transport for a distance as the crow flies: an order of magnitude, rounded up to five.

    Walking to and from the stops and waiting count once, then the way at the speed at which urban lines run, stops
    included. The figures are settings: a town that knows its own network sets them.
    """
    ride = km * settings.TRANSIT_DETOUR / settings.TRANSIT_KMH * 60
    return math.ceil((settings.TRANSIT_ACCESS_MINUTES + ride) / 5) * 5


def box_around(lat: float, lon: float, km: float) -> Q:
    """A condition met by every row within `km` (and some beyond): over poles and the 180th meridian too."""
    angle = km / EARTH_RADIUS_KM
    reach = math.degrees(angle) + 1e-9
    condition = Q(lat__gte=lat - reach, lat__lte=lat + reach)
    if angle >= math.pi / 2 or abs(lat) + reach >= 90:
        return condition
    ratio = math.sin(angle) / math.cos(math.radians(lat))
    wide = math.degrees(math.asin(min(1.0, ratio))) + 1e-9
    west, east = lon - wide, lon + wide
    if west < -180:
        return condition & (Q(lon__lte=east) | Q(lon__gte=west + 360))
    if east > 180:
        return condition & (Q(lon__gte=west) | Q(lon__lte=east - 360))
    return condition & Q(lon__gte=west, lon__lte=east)


def within(queryset: Any, lat: float, lon: float, km: float) -> list[Hit]:
    """Every row of `queryset` within `km`, nearest first (then by primary key). One query."""
    return _sorted_hits(_rows(queryset, lat, lon, km), lat, lon, km)


def nearest_hits(
    queryset: Any, lat: float, lon: float, *, limit: int, max_km: float = FARTHEST_KM, start_km: float = START_KM
) -> list[Hit]:
    """The `limit` nearest rows within `max_km`, as hits; a few small queries, the first within `start_km`."""
    if limit <= 0:
        return []
    km = min(start_km, max_km)
    while True:
        rows = list(_rows(queryset, lat, lon, km)[: CROWD + limit])
        if len(rows) == CROWD + limit and km > SMALLEST_KM:
            km /= 4
            continue
        if len(rows) == CROWD + limit:
            rows = list(_rows(queryset, lat, lon, km))
        hits = _sorted_hits(rows, lat, lon, km)
        if len(hits) >= limit or km >= max_km:
            return hits[:limit]
        # As dense farther out as here, it takes this much more room; a margin saves a third question.
        growth = 1.3 * math.sqrt(limit / max(len(hits), 0.5))
        km *= min(max(growth, 2.0), 8.0)
        # When the limit is that near, go to it at once.
        km = max_km if km * 2 >= max_km else km


def nearest(queryset: Any, lat: float, lon: float, *, limit: int, max_km: float = FARTHEST_KM) -> list[Any]:
    """The `limit` nearest rows of `queryset` within `max_km`, each with a `distance_km`, nearest first."""
    return load(queryset, nearest_hits(queryset, lat, lon, limit=limit, max_km=max_km))


def load(queryset: Any, hits: list[Hit]) -> list[Any]:
    """The rows of `hits`, in their order, each with its `distance_km`. One query, none for no hit."""
    if not hits:
        return []
    by_key = queryset.model._default_manager.using(queryset.db)
    by_key = by_key.select_related(*_related(queryset)) if _related(queryset) else by_key
    rows = by_key.in_bulk([hit.pk for hit in hits])
    found = []
    for hit in hits:
        # A row may have gone between the two questions.
        if row := rows.get(hit.pk):
            row.distance_km = hit.distance_km
            found.append(row)
    return found


def _related(queryset: Any) -> list[str]:
    asked = queryset.query.select_related
    return list(asked) if isinstance(asked, dict) else []


def _rows(queryset: Any, lat: float, lon: float, km: float) -> Any:
    return queryset.filter(box_around(lat, lon, km)).order_by().values_list("pk", "lat", "lon")


def _sorted_hits(rows: Any, lat: float, lon: float, km: float) -> list[Hit]:
    hits = [Hit(distance_km(lat, lon, row_lat, row_lon), pk) for pk, row_lat, row_lon in rows]
    return sorted((hit for hit in hits if hit.distance_km <= km), key=lambda hit: (hit.distance_km, hit.pk))
