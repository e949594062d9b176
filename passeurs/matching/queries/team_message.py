"""Reads of messages to many."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from passeurs.matching.models import TeamMessage
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.models import Season
from passeurs.programme.queries import followed_cities


def team_messages(person: Person, season: Season) -> QuerySet[TeamMessage]:
    """All of a season for the team; for a referent their own, and those to one of their cities. The last first."""
    rows = TeamMessage.objects.filter(season=season).select_related("made_by__profile")
    if is_team(person):
        return rows
    slugs = list(followed_cities(person).values_list("slug", flat=True))
    return rows.filter(Q(made_by=person) | Q(filters__city__in=slugs))
