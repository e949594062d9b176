"""Leaving: decisions on partnerships and lines of the log stay, without whose they were."""

from __future__ import annotations

from django.db import transaction

from passeurs.partners.models import ContactLog, HelpRequest, Partnership
from passeurs.people.models import Person


@transaction.atomic
def erase_decisions(person: Person) -> list[str]:
    """On erasure of an account."""
    Partnership.objects.filter(decided_by=person).update(decided_by=None)
    HelpRequest.objects.filter(answered_by=person).update(answered_by=None)
    ContactLog.objects.filter(by=person).update(by=None)
    return []
