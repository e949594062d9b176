"""Reads of the handover: what the former group of a partner left, a dossier begun from facts, a certificate's facts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from passeurs.groups.models import Group
from passeurs.partners.models import Partnership
from passeurs.partners.queries.partnership import same_partner
from passeurs.people.models import Person
from passeurs.projects.models import Mentor, MentorMessage


def conversation_between(mentor: Mentor, group: Group) -> QuerySet[MentorMessage]:
    """The conversation, the oldest first."""
    return MentorMessage.objects.filter(mentor=mentor, group=group).select_related("author__profile")


def my_mentoring(person: Person) -> list[tuple[Mentor, list[Group]]]:
    """The groups one is mentor of, with the groups that follow each now."""
    rows = Mentor.objects.filter(person=person, ended_at__isnull=True).select_related(
        "group__partnership__season_city__season", "group__partnership__season_city__city"
    )
    found = []
    for mentor in rows:
        partnership = mentor.group.partnership
        later = Partnership.objects.filter(
            same_partner(partnership), season_city__season__starts_on__gt=partnership.season_city.season.starts_on
        )
        heirs = Group.objects.running().filter(partnership__in=later).select_related("partnership__season_city__season")
        found.append((mentor, list(heirs)))
    return found


def export_mentor_messages(person: Person) -> list[dict[str, Any]]:
    """What a person wrote to mentors, or as one, for their own export."""
    rows = MentorMessage.objects.filter(author=person).order_by("made_at")
    return [{"le": row.made_at.isoformat(), "message": row.text} for row in rows]
