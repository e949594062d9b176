"""Writes of bounces: what a mail server tells is kept and acted on; a suspended address is reinstated."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.editorial.actions.subscription import leave
from passeurs.editorial.models import Bounce, Issue, Subscription
from passeurs.editorial.rules import can_run_letter
from passeurs.editorial.running.bounce import keep_bounce
from passeurs.people.models import Person


@transaction.atomic
def record_bounce(
    *,
    subscription: Subscription,
    kind: str,
    reason: str = "",
    issue: Issue | None = None,
    event_id: str = "",
    at: dt.datetime | None = None,
) -> Bounce | None:
    """Keep what came back and act on it (see `keep_bounce`); a complaint is a leave."""
    at = at or clock.now()
    bounce = keep_bounce(subscription=subscription, kind=kind, reason=reason, issue=issue, event_id=event_id, at=at)
    if bounce and kind == Bounce.Kind.COMPLAINT:
        leave(subscription=subscription, at=at)
    return bounce


@transaction.atomic
def reinstate(*, actor: Person, subscription: Subscription, at: dt.datetime | None = None) -> Subscription:
    """The team knows better: a suspended address is written to again."""
    can_run_letter(actor).or_refuse()
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.state == Subscription.State.SUSPENDED:
        row.state, row.suspended_at, row.soft_bounce_count = Subscription.State.ACTIVE, None, 0
        row.save(update_fields=["state", "suspended_at", "soft_bounce_count"])
        journal.record(actor=actor, verb="reinstate_letter", subject=row, at=at)
    return row
