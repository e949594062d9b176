"""Reads of groups that may change: where one could go, what two could make."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from passeurs.core.geo.nearby import distance_km
from passeurs.groups.models import Group, Membership
from passeurs.partners.queries.place import ROAD, point_of


@dataclass(frozen=True)
class Destination:
    """A group where somebody may go: `km` by road (estimated), `rank` of their wish for its partner or 0."""

    group: Group
    names: list[str]
    km: float
    rank: int


def with_members(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with partner, city and present members with their wishes. Three queries."""
    present = Membership.objects.present().select_related(
        "mandate__person__profile", "mandate__wish_sheet", "mandate__season_city__city"
    )
    rows = groups.select_related("partnership__season_city__city", "partnership__season_city__season")
    return rows.prefetch_related(Prefetch("memberships", present))


def other_groups(group: Group) -> list[Group]:
    """The running groups of the same city and season but this one, with their members. Three queries."""
    here = Group.objects.running().filter(partnership__season_city=group.partnership.season_city_id)
    return list(with_members(here.exclude(pk=group.pk)))


def names_in(group: Group) -> list[str]:
    """First names of those in a group read `with_members`."""
    return [one.mandate.person.public_name for one in group.memberships.all()]


def destinations_of(membership: Membership) -> list[Destination]:
    """The other groups of a member's city, those of partners they wished for first, then the nearest."""
    sheet = getattr(membership.mandate, "wish_sheet", None)
    ranks = {wish.partnership_id: wish.rank for wish in sheet.wishes.all()} if sheet else {}
    lat, lon = point_of(membership.mandate)
    found = [
        Destination(
            group,
            names_in(group),
            ROAD * distance_km(lat, lon, group.partnership.lat, group.partnership.lon),
            ranks.get(group.partnership_id, 0),
        )
        for group in other_groups(membership.group)
    ]
    return sorted(found, key=lambda one: (one.rank or 99, one.km, one.group.pk))
