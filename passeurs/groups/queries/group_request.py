"""Reads of demands for another group."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from passeurs.core.registry import Todo
from passeurs.groups.models import Group, GroupRequest, Membership
from passeurs.people.models import Person
from passeurs.programme.queries import followed_cities

ASKED_FOR = dt.timedelta(days=30)


def place_of(person: Person, group: Group) -> tuple[Membership | None, GroupRequest | None]:
    """One's place in a group read whole, and the last demand one made about it. One query, none for others."""
    mine = next((one for one in group.memberships.all() if one.mandate.person_id == person.pk), None)
    if mine is None:
        return None, None
    mine.group = group
    return mine, mine.requests.order_by("-made_at").first()


def seen_requests(person: Person) -> QuerySet[GroupRequest]:
    """The demands of the followed cities, open ones first, the oldest first."""
    return (
        GroupRequest.objects.filter(membership__group__partnership__season_city__city__in=followed_cities(person))
        .select_related("membership__mandate__person__profile", "membership__group__partnership__season_city__city")
        .order_by(F("answered_at").desc(nulls_first=True), "made_at")
    )


def place_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """Whoever got a group lately says whether it is fine. One query."""
    opened = GroupRequest.objects.filter(membership=OuterRef("pk"), answered_at=None)
    mine = Membership.objects.filter(
        ~Exists(opened),
        mandate__person=person,
        left_at=None,
        agreed_at=None,
        joined_at__gt=at - ASKED_FOR,
        group__dissolved_at=None,
    )
    place = mine.select_related("group__partnership").first()
    if place is None:
        return []
    title = _("Ton groupe chez %(partner)s te va ?") % {"partner": place.group.partnership}
    why = _("Confirme ta place, ou demande un autre groupe : on te répond.")
    return [Todo(title, f"{place.group.get_absolute_url()}#ma-place", why, _("Répondre"))]
