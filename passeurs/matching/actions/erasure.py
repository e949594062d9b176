"""Leaving: what an erased account wished, and what was said of it."""

from __future__ import annotations

from django.db import transaction

from passeurs.matching.models import MatchingProposal, PartnerWish, PeerPreference, TeamMessage, WishSheet
from passeurs.people.models import Person


@transaction.atomic
def erase_wishes(person: Person) -> list[str]:
    """On erasure of an account: wishes go, whom they named and who named them too; what it decided loses its name."""
    mandates = person.mandates.all()
    WishSheet.objects.filter(mandate__in=mandates).delete()
    PeerPreference.objects.filter(other__in=mandates).delete()
    PartnerWish.objects.filter(mandate__in=mandates).delete()
    PartnerWish.objects.filter(decided_by=person).update(decided_by=None)
    MatchingProposal.objects.filter(made_by=person).update(made_by=None)
    TeamMessage.objects.filter(made_by=person).update(made_by=None)
    return []
