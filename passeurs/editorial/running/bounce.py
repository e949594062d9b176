"""What came back is kept, and the address that does not work is suspended."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.editorial.models import Bounce, Issue, Subscription

State = Subscription.State
SOFT_BOUNCES = 5


@transaction.atomic
def keep_bounce(
    *,
    subscription: Subscription,
    kind: str,
    reason: str = "",
    issue: Issue | None = None,
    event_id: str = "",
    at: dt.datetime | None = None,
) -> Bounce | None:
    """Keep what came back; an address that does not exist is suspended, a full box after five in a row.

    The same `event_id` told again changes nothing, and returns None.
    """
    at = at or clock.now()
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if event_id and Bounce.objects.filter(event_id=event_id).exists():
        return None
    bounce = Bounce.objects.create(
        subscription=row, issue=issue, kind=kind, at=at, reason=reason[:60], event_id=event_id[:255] or None
    )
    row.soft_bounce_count += kind == Bounce.Kind.SOFT
    is_unreachable = kind == Bounce.Kind.HARD or row.soft_bounce_count >= SOFT_BOUNCES
    if is_unreachable and row.state == State.ACTIVE:
        row.state, row.suspended_at = State.SUSPENDED, at
    row.save(update_fields=["soft_bounce_count", "state", "suspended_at"])
    journal.record(verb="record_bounce", subject=row, data={"kind": kind}, at=at)
    return bounce
