"""The problem as the solver reads it, and its result as people read it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from passeurs.associations.choices import RequestKind
from passeurs.associations.models import Group, GroupRequest, MatchingProposal, Partnership, PartnerWish, WishSheet
from passeurs.associations.queries.partnerships import point_of
from passeurs.people.choices import HalfDay
from passeurs.programme.choices import MandateState
from passeurs.programme.models import City, Mandate, Season


@dataclass(frozen=True)
class ProposedGroup:
    """One group of a proposal, in words. Members are (mandate, name, rank of the wish or 0)."""

    partnership: Partnership
    city: str
    half_day: str
    members: list[tuple[int, str, int]]


def problem_of(season: Season) -> dict[str, Any]:
    """People with a wish sheet, accepted partners and what they say of people, running groups to keep, what members
    ask: the format of `matching`. Eight queries.
    """
    partnerships = list(Partnership.objects.accepted().filter(season_city__season=season).select_related("season_city"))
    by_city: dict[int, list[int]] = defaultdict(list)
    for row in partnerships:
        by_city[row.season_city_id].append(row.pk)
    sheets = (
        WishSheet.objects.filter(mandate__season_city__season=season, mandate__state=MandateState.ACTIVE, is_out=False)
        .select_related("mandate__person__profile", "mandate__season_city__city")
        .prefetch_related("wishes", "companions")
        .order_by("mandate_id")
    )
    known = {row.pk for row in partnerships}
    people = [_person(sheet, by_city[sheet.mandate.season_city_id], known) for sheet in sheets]
    here = {row["id"] for row in people}
    for asked in people:
        for name in ("avoid", "with"):
            asked[name] = [one for one in asked[name] if one in here]
    said = _said(season, here)
    return {
        "people": people,
        "actors": [_actor(row, said[row.pk]) for row in partnerships],
        "keep": kept_groups(season),
        "locks": _asked_out(season, here, known),
    }


def _person(sheet: WishSheet, of_city: list[int], known: set[int]) -> dict[str, Any]:
    lat, lon = point_of(sheet.mandate)
    wishes = [wish.partnership_id for wish in sheet.wishes.all() if wish.partnership_id in known]
    companions = list(sheet.companions.all())
    return {
        "id": sheet.mandate_id,
        "lat": lat,
        "lon": lon,
        "half_days": sheet.half_days,
        "wishes": wishes,
        # Whoever ranked something agrees to the city's other partners after them; the limit of km still holds.
        "accepts": [pk for pk in of_city if pk not in wishes],
        "limit_km": sheet.limit_km,
        "avoid": [one.other_id for one in companions if not one.is_wanted],
        "with": [one.other_id for one in companions if one.is_wanted],
        "needs": sheet.needs,
    }


def _said(season: Season, here: set[int]) -> dict[int, list[PartnerWish]]:
    """What partners say of the people of the problem; a refusal that the team set aside is not said."""
    found: dict[int, list[PartnerWish]] = defaultdict(list)
    rows = PartnerWish.objects.filter(partnership__season_city__season=season, mandate__in=here, is_set_aside=False)
    for row in rows:
        found[row.partnership_id].append(row)
    return found


def _actor(row: Partnership, said: list[PartnerWish]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "lat": row.lat,
        "lon": row.lon,
        "half_days": row.half_days,
        "groups": row.group_count,
        "wishes": [one.mandate_id for one in said if one.rank is not None],
        "refusals": [one.mandate_id for one in said if one.rank is None],
        "access": row.access,
    }


def _asked_out(season: Season, here: set[int], known: set[int]) -> list[dict[str, Any]]:
    """Whoever asks for another group is not given the same: not this half-day, or not this partner at all."""
    rows = GroupRequest.objects.filter(
        answered_at=None,
        membership__left_at=None,
        membership__mandate__in=here,
        membership__group__partnership__in=known,
    ).select_related("membership__group")
    locks = []
    for row in rows:
        group = row.membership.group
        lock: dict[str, Any] = {"person": row.membership.mandate_id, "actor": group.partnership_id, "forbid": True}
        if row.kind in (RequestKind.TIME, RequestKind.PEOPLE):
            lock["half_day"] = group.half_day
        locks.append(lock)
    return locks


def kept_groups(season: Season) -> list[dict[str, Any]]:
    """The running groups, to keep as far as can be. Two queries."""
    running = Group.objects.running().filter(partnership__season_city__season=season).prefetch_related("memberships")
    return [
        {
            "actor": group.partnership_id,
            "half_day": group.half_day,
            "members": [one.mandate_id for one in group.memberships.all() if one.left_at is None],
        }
        for group in running
    ]


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
