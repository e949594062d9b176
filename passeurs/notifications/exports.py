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
    fields = ("kind", "title", "body", "url", "created_at", "read_at")
    preference = Preference.objects.filter(person=person).values(*PREFERENCES)
    return {"messages": list(Message.objects.filter(person=person).values(*fields)), "preferences": list(preference)}


def erase_person(person: Person) -> list[str]:
    """Everything goes: a message is about the person alone."""
    Message.objects.filter(person=person).delete()
    Preference.objects.filter(person=person).delete()
    return []
