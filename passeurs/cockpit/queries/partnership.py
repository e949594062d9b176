"""Partners as the team's list shows them: with their wishes and their groups."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from passeurs.partners.models import Partnership
from passeurs.partners.queries.partnership import seen_partnerships
from passeurs.people.models import Person


def partnership_rows(person: Person) -> QuerySet[Partnership]:
    """Those of the cities this person follows, waiting ones first, with `wish_count` and `running_count`."""
    running = Q(groups__dissolved_at__isnull=True, groups__isnull=False)
    return seen_partnerships(person).annotate(
        wish_count=Count("wishes", distinct=True), running_count=Count("groups", filter=running, distinct=True)
    )
