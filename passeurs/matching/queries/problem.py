"""The problem as the solver reads it, and its result as people read it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from passeurs.groups.choices import RequestKind
from passeurs.groups.models import Group, GroupRequest
from passeurs.matching.models import PartnerWish, WishSheet
from passeurs.partners.models import Partnership
from passeurs.partners.queries.place import point_of
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Season


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
        .prefetch_related("wishes", "peer_preferences")
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
    peer_preferences = list(sheet.peer_preferences.all())
    return {
        "id": sheet.mandate_id,
        "lat": lat,
        "lon": lon,
        "half_days": sheet.half_days,
        "wishes": wishes,
        # Whoever ranked something agrees to the city's other partners after them; the limit of km still holds.
        "accepts": [pk for pk in of_city if pk not in wishes],
        "limit_km": sheet.limit_km,
        "avoid": [one.other_id for one in peer_preferences if not one.is_wanted],
        "with": [one.other_id for one in peer_preferences if one.is_wanted],
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
