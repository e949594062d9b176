"""Leaving: decisions on partnerships stay, without who took them."""

from __future__ import annotations

from django.db import transaction

from passeurs.partners.models import HelpRequest, Partnership
from passeurs.people.models import Person


@transaction.atomic
def erase_decisions(person: Person) -> list[str]:
    """On erasure of an account."""
    Partnership.objects.filter(decided_by=person).update(decided_by=None)
    HelpRequest.objects.filter(answered_by=person).update(answered_by=None)
    return []
