"""Reads of minutes said aloud."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from passeurs.groups.models import Group, Meeting, SpokenMinutes
from passeurs.people.models import Person


def meetings_with_minutes(group: Group) -> list[Meeting]:
    """The meetings of a group, the last first, each with its voice and who said it. One query."""
    return list(group.meetings.select_related("voice__said_by__profile").order_by("-starts_at", "-pk"))


def export_spoken_minutes(person: Person) -> list[dict[str, Any]]:
    """What a person said aloud, and the lines they wrote under a voice, for their own export."""
    rows = SpokenMinutes.objects.filter(Q(said_by=person) | Q(words_by=person))
    return [
        {
            "partenaire": voice.meeting.group.partnership.name,
            "rencontre": voice.meeting.starts_at,
            "dit le": voice.said_at if voice.said_by_id == person.pk else None,
            "secondes": voice.seconds if voice.said_by_id == person.pk else None,
            "en deux lignes": voice.words if voice.words_by_id == person.pk else "",
            "à écouter": settings.SITE_URL + reverse("groups:spoken-minutes", args=[voice.meeting_id])
            if voice.said_by_id == person.pk
            else "",
        }
        for voice in rows.select_related("meeting__group__partnership").order_by("said_at", "pk")
    ]
