"""The problem as the solver reads it, and its result as people read it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from passeurs.matching.models import MatchingProposal
from passeurs.partners.models import Partnership
from passeurs.people.choices import HalfDay
from passeurs.programme.models import City, Mandate


@dataclass(frozen=True)
class ProposedGroup:
    """One group of a proposal, in words. Members are (mandate, name, rank of the wish or 0)."""

    partnership: Partnership
    city: str
    half_day: str
    members: list[tuple[int, str, int]]


def proposed_groups(proposal: MatchingProposal, actors: Collection[int] | None = None) -> list[ProposedGroup]:
    """The groups of a computed proposal, or those of these partners, by city and partner. Two queries."""
    groups = [one for one in proposal.result["groups"] if actors is None or one["actor"] in actors]
    partnerships = Partnership.objects.select_related("season_city__city").in_bulk([one["actor"] for one in groups])
    names = names_of(one for group in groups for one in group["members"])
    wishes = {row["id"]: row["wishes"] for row in proposal.problem["people"]}
    found = []
    for group in groups:
        actor = group["actor"]
        members = [
            (one, names.get(one, ""), wishes[one].index(actor) + 1 if actor in wishes.get(one, []) else 0)
            for one in group["members"]
        ]
        row = partnerships[actor]
        found.append(ProposedGroup(row, row.season_city.city.name, str(HalfDay(group["half_day"]).label), members))
    return sorted(found, key=lambda one: (one.city, one.partnership.name, one.half_day))


@dataclass(frozen=True)
class PlaceOfCity:
    """A partner of a city, and the groups proposed there: (half-day, members as in `ProposedGroup`)."""

    partnership: Partnership
    groups: list[tuple[str, list[tuple[int, str, int]]]]


@dataclass(frozen=True)
class CityOfProposal:
    """One city of a proposal: its partners in order, those left out with why; `cities`: all of the proposal."""

    city: City
    cities: list[City]
    places: list[PlaceOfCity]
    unplaced: list[tuple[int, str, str]]


def city_of_proposal(proposal: MatchingProposal, slug: str) -> CityOfProposal | None:
    """A city of a computed proposal, the first by name without a slug; None when it has none. Five queries."""
    asked = [row["id"] for row in proposal.problem["actors"]]
    partners = Partnership.objects.filter(pk__in=asked).select_related("season_city__city").order_by("name", "pk")
    rows = list(partners)
    by_slug = {row.season_city.city.slug: row.season_city.city for row in rows}
    cities = sorted(by_slug.values(), key=lambda one: one.name)
    city = by_slug.get(slug) if slug else next(iter(cities), None)
    if city is None:
        return None
    groups: dict[int, list[tuple[str, list[tuple[int, str, int]]]]] = defaultdict(list)
    here = [row for row in rows if row.season_city.city_id == city.pk]
    for one in proposed_groups(proposal, {row.pk for row in here}):
        groups[one.partnership.pk].append((one.half_day, one.members))
    places = [PlaceOfCity(row, groups[row.pk]) for row in here]
    reasons = reasons_in_names(proposal.result["unplaced"], proposal.season_id)
    left = Mandate.objects.filter(pk__in=reasons, season_city__city=city).select_related("person__profile")
    unplaced = [(row.pk, row.person.public_name, reasons[row.pk]) for row in left]
    return CityOfProposal(city, cities, places, unplaced)


def reasons_in_names(unplaced: list[dict[str, Any]], season: int) -> dict[int, str]:
    """By mandate, why a result has no group for them, partners by name. One query, none when all have one."""
    rows = Partnership.objects.filter(season_city__season=season).values_list("pk", "name")
    names = dict(rows) if unplaced else {}

    def named(found: re.Match[str]) -> str:
        return f"{names.get(int(found[1]), found[1])} –"

    # The solver knows partners by their number.
    return {one["id"]: re.sub(r"\b(\d+) –", named, one["why"]) for one in unplaced}


def names_of(mandates: Any) -> dict[int, str]:
    """First names by mandate."""
    rows = Mandate.objects.filter(pk__in=list(mandates)).select_related("person__profile")
    return {row.pk: row.person.public_name for row in rows}
