"""Reads of groups that may change: where one could go, what two could make."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from passeurs.associations import rules
from passeurs.associations.models import Group, Membership
from passeurs.associations.queries.partnerships import ROAD, point_of
from passeurs.core.geo.nearby import distance_km
from passeurs.people.models import Person


@dataclass(frozen=True)
class Place:
    """A group where somebody may go: `km` by road (estimated), `rank` of their wish for its partner or 0."""

    group: Group
    names: list[str]
    km: float
    rank: int


def with_members(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with partner, city and present members with their wishes. Three queries."""
    present = Membership.objects.filter(left_at__isnull=True).select_related(
        "mandate__person__profile", "mandate__wish_sheet", "mandate__season_city__city"
    )
    rows = groups.select_related("partnership__season_city__city", "partnership__season_city__season")
    return rows.prefetch_related(Prefetch("memberships", present))


def _others(group: Group) -> list[Group]:
    here = Group.objects.running().filter(partnership__season_city=group.partnership.season_city_id)
    return list(with_members(here.exclude(pk=group.pk)))


def _names(group: Group) -> list[str]:
    return [one.mandate.person.public_name for one in group.memberships.all()]


def places_for(membership: Membership, by: Person) -> list[Place]:
    """The groups that a member may join, those they wished for first, then the nearest."""
    sheet = getattr(membership.mandate, "wish_sheet", None)
    ranks = {wish.partnership_id: wish.rank for wish in sheet.wishes.all()} if sheet else {}
    lat, lon = point_of(membership.mandate)
    found = [
        Place(
            group,
            _names(group),
            ROAD * distance_km(lat, lon, group.partnership.lat, group.partnership.lon),
            ranks.get(group.partnership_id, 0),
        )
        for group in _others(membership.group)
        if rules.can_move_member(by, membership, group)
    ]
    return sorted(found, key=lambda one: (one.rank or 99, one.km, one.group.pk))


def mergeable(group: Group, by: Person) -> list[tuple[Group, list[str]]]:
    """The groups that this one may join, with their members' first names."""
    return [(other, _names(other)) for other in _others(group) if rules.can_merge_groups(by, group, other)]
