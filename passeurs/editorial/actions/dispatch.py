"""Writes of dispatches: an issue queued once, paused and resumed, woken when it stands still."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.editorial.models import Dispatch, Issue, Subscription
from passeurs.editorial.queries.dispatch import recipients_of
from passeurs.editorial.rules import can_pause_issue, can_resume_issue, can_send_issue
from passeurs.editorial.running.dispatch import STALE
from passeurs.editorial.tasks import send_letter_batch
from passeurs.people.models import Person

State = Dispatch.State
QUEUE_ROWS = 2000
STALLED = dt.timedelta(minutes=2)


@transaction.atomic
def start_sending(*, actor: Person, issue: Issue, expected_count: int, at: dt.datetime | None = None) -> Issue:
    """Queue an issue for its readers. `expected_count` is the number that was confirmed.

    Raises Refused when it has left already, or when the number of readers is no longer the one confirmed.
    """
    at = at or clock.now()
    locked = Issue.objects.select_for_update().get(pk=issue.pk)
    readers = list(recipients_of(locked, at).values_list("pk", flat=True))
    can_send_issue(actor, locked, recipient_count=len(readers), expected_count=expected_count).or_refuse()
    rows = (Dispatch(issue=locked, subscription_id=pk, due_at=at) for pk in readers)
    Dispatch.objects.bulk_create(rows, batch_size=QUEUE_ROWS)
    Subscription.objects.filter(dispatches__issue=locked).update(letter_at=at)
    locked.state, locked.started_at, locked.recipient_count = Issue.State.SENDING, at, len(readers)
    locked.save(update_fields=["state", "started_at", "recipient_count"])
    journal.record(actor=actor, verb="send_issue", subject=locked, data={"recipients": len(readers)}, at=at)
    post(send_letter_batch, locked.pk)
    return locked


@transaction.atomic
def pause_sending(*, actor: Person, issue: Issue, at: dt.datetime | None = None) -> Issue:
    """Stop after the mail that is being handed over; the rest waits."""
    locked = Issue.objects.select_for_update().get(pk=issue.pk)
    can_pause_issue(actor, locked).or_refuse()
    locked.state = Issue.State.PAUSED
    locked.save(update_fields=["state"])
    locked.dispatches.filter(state=State.CLAIMED).update(state=State.WAITING, claim=None)
    journal.record(actor=actor, verb="pause_issue", subject=locked, at=at)
    return locked


@transaction.atomic
def resume_sending(*, actor: Person, issue: Issue, at: dt.datetime | None = None) -> Issue:
    """Go on where it stopped."""
    locked = Issue.objects.select_for_update().get(pk=issue.pk)
    can_resume_issue(actor, locked).or_refuse()
    locked.state, locked.trouble, locked.resume_at = Issue.State.SENDING, "", None
    locked.save(update_fields=["state", "trouble", "resume_at"])
    journal.record(actor=actor, verb="resume_issue", subject=locked, at=at)
    post(send_letter_batch, locked.pk)
    return locked


def push_sendings(*, at: dt.datetime) -> int:
    """Wake what stands still though it has mails due: after a kill, an absent server, a retry. Returns how many."""
    woken = 0
    resting = Issue.objects.filter(resume_at__gt=at)
    for issue in Issue.objects.filter(state=Issue.State.SENDING).exclude(pk__in=resting):
        is_moving = issue.dispatches.filter(claimed_at__gte=at - STALLED).exists()
        stale = issue.dispatches.filter(state__in=[State.CLAIMED, State.HANDED], claimed_at__lt=at - STALE)
        is_due = issue.dispatches.filter(state=State.WAITING, due_at__lte=at)
        if not is_moving and (stale.exists() or is_due.exists()):
            send_letter_batch.enqueue(issue.pk)
            woken += 1
    return woken
