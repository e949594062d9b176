"""What notifications hold about a person, and how they let go of it."""

from __future__ import annotations

from typing import Any

from passeurs.notifications.models import Message, Preference
from passeurs.people.models import Person

PREFERENCES = (
    "rhythm", "digest_at", "quiet_from", "quiet_until", "mails_per_day", "paused_until", "muted", "time_zone",
)  # fmt: skip


def export_person(person: Person) -> dict[str, Any]:
    """Messages and preferences, ready for JSON."""
    told = [
        {
            "kind": message.kind,
            "title": message.said_title,
            "body": message.said_body,
            "url": message.url,
            "created_at": message.created_at,
            "read_at": message.read_at,
        }
        for message in Message.objects.filter(person=person)
    ]
    preference = Preference.objects.filter(person=person).values(*PREFERENCES)
    return {"messages": told, "preferences": list(preference)}


def erase_person(person: Person) -> list[str]:
    """What they were told goes; what others were told of them stays without their name and their words."""
    Message.objects.filter(by=person).update(by=None, body="")
    Message.objects.filter(person=person).delete()
    Preference.objects.filter(person=person).delete()
    return []
