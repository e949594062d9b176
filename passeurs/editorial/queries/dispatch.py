"""Reads of a sending: who receives an issue, where it stands, what went wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from passeurs.editorial.models import Dispatch, Issue, Rhythm, Subscription, SubscriptionQuerySet

# A day of grace: the team does not send at the same hour each time.
GAP_GRACE = dt.timedelta(days=1)


def recipients_of(issue: Issue, at: dt.datetime) -> SubscriptionQuerySet:
    """Who receives an issue sent now: reachable, and without a letter for as long as they asked."""
    due = Q(letter_at__isnull=True)
    for rhythm in Rhythm.objects.all():
        due |= Q(rhythm=rhythm, letter_at__lte=at - dt.timedelta(days=rhythm.gap_days) + GAP_GRACE)
    return Subscription.objects.reachable(at.date()).filter(due).exclude(dispatches__issue=issue)


@dataclass(frozen=True)
class Progress:
    """Where a sending stands, in mails."""

    total: int
    sent: int
    refused: int
    unsure: int
    skipped: int
    left: int
    retried: int

    @property
    def done(self) -> int:
        """All that needs nothing more."""
        return self.total - self.left


def progress_of(issue: Issue) -> Progress:
    """The figures of a sending: live while it lasts, those it ended with afterwards. One query at most."""
    if issue.outcome:
        return Progress(**issue.outcome)
    states = Dispatch.State
    counts = issue.dispatches.aggregate(
        total=Count("pk"),
        **{name: Count("pk", filter=Q(state=name)) for name in ("sent", "refused", "unsure", "skipped")},
        left=Count("pk", filter=Q(state__in=[states.WAITING, states.CLAIMED, states.HANDED])),
        retried=Count("pk", filter=Q(state=states.WAITING, attempt_count__gt=0)),
    )
    return Progress(**counts)


def waiting_count(at: dt.datetime) -> int:
    """Mails of issues being sent that would leave now."""
    running = Dispatch.objects.filter(issue__state=Issue.State.SENDING)
    return running.filter(state__in=[Dispatch.State.WAITING, Dispatch.State.CLAIMED], due_at__lte=at).count()


def errors_of(issue: Issue) -> list[Dispatch]:
    """What went wrong in a sending, at most fifty, the last first."""
    wrong = [Dispatch.State.REFUSED, Dispatch.State.UNSURE]
    rows = issue.dispatches.filter(Q(state__in=wrong) | Q(state=Dispatch.State.WAITING, attempt_count__gt=0))
    return list(rows.select_related("subscription").order_by("-pk")[:50])
