"""Reads of partners: what is near, what waits for an answer, what a link opens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from passeurs.core.geo.nearby import cycling_minutes, distance_km, transit_minutes, walking_minutes
from passeurs.matching.models import WishSheet
from passeurs.partners.models import Partnership
from passeurs.partners.queries.place import ROAD, point_of
from passeurs.programme.models import Mandate


@dataclass(frozen=True)
class NearPartner:
    """A partner as an ambassador sees it: km by road (estimated), minutes by each way, their wish.

    `rank` is 0 and `words` empty for a partner that was not wished for.
    """

    partnership: Partnership
    km: float
    walking: int
    cycling: int
    transit: int
    rank: int
    words: str
    shares_half_day: bool


def near_partners(mandate: Mandate, sheet: WishSheet | None) -> list[NearPartner]:
    """The partners of one's city: wishes first in order, then the nearest. Two queries."""
    lat, lon = point_of(mandate)
    wished = {wish.partnership_id: wish for wish in sheet.wishes.all()} if sheet else {}
    half_days = set(sheet.half_days) if sheet else set()
    found = []
    rows = Partnership.objects.accepted().filter(season_city=mandate.season_city_id).select_related("venue")
    for row in rows:
        crow = distance_km(lat, lon, row.lat, row.lon)
        # The estimates of minutes make their own detour.
        ways = walking_minutes(crow), cycling_minutes(crow), transit_minutes(crow)
        shares = bool(half_days & set(row.half_days))
        wish = wished.get(row.pk)
        rank, words = (wish.rank, wish.words) if wish else (0, "")
        found.append(NearPartner(row, ROAD * crow, *ways, rank=rank, words=words, shares_half_day=shares))
    return sorted(found, key=lambda one: (one.rank or 99, one.km, one.partnership.name))


def free_half_days(mandates: Collection[int]) -> dict[int, list[str]]:
    """When each of these is free, for those whose wishes say so. One query."""
    rows = WishSheet.objects.filter(mandate__in=mandates).exclude(half_days=[])
    return dict(rows.values_list("mandate", "half_days"))
