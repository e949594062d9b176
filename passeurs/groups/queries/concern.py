"""Reads of alarms."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from passeurs.groups.models import Concern
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import followed_cities


def _whole(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    rows = rows.select_related("group__partnership__season_city__city", "person__profile", "answered_by__profile")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "made_at")


def followed_concerns(person: Person) -> QuerySet[Concern]:
    """Those to look into: of the followed cities, without those for the team alone; open ones first."""
    rows = Concern.objects.filter(group__partnership__season_city__city__in=followed_cities(person))
    return _whole(rows if is_team(person) else rows.filter(is_for_team=False))


def readable_concerns(person: Person) -> QuerySet[Concern]:
    """Those to look into, and one's own."""
    rows = Concern.objects.filter(Q(pk__in=followed_concerns(person).order_by().values("pk")) | Q(person=person))
    return _whole(rows)


def export_concerns(person: Person) -> list[dict[str, Any]]:
    """The alarms a person raised, for their own export."""
    return [
        {"le": row.made_at.isoformat(), "ce qui se passe": row.text, "réponse": row.answer}
        for row in Concern.objects.filter(person=person)
    ]
