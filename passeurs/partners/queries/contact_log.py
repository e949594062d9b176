"""Reads of the log of contacts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from passeurs.partners.models import ContactLog, Partnership
from passeurs.people.models import Person


def contact_logs_of(partnership: Partnership) -> QuerySet[ContactLog]:
    """What was said with a partner, newest first, with who said it."""
    return partnership.contact_logs.select_related("contact", "by__profile")


def export_contact_logs(person: Person) -> list[dict[str, Any]]:
    """What a person of the team noted, for their own export."""
    rows = ContactLog.objects.filter(by=person).select_related("partnership").order_by("at")
    return [
        {"le": one.at.isoformat(), "avec": one.partnership.name, "comment": one.kind, "mot": one.words} for one in rows
    ]
