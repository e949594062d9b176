"""One batch of an issue: each mail handed over once.

A mail is marked as handed before the server gets it. Killed in between, nobody knows whether it was received: it is
told to the team as unsure, and never sent again. What the server says of us, not of the mail, stops the batch: the
rest waits, and goes on by itself, or once the team has mended the password.
"""

from __future__ import annotations

import datetime as dt
import uuid

import structlog
from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.choices import Fault
from passeurs.core.mail_fault import Answer
from passeurs.core.mail_line import MailLine
from passeurs.core.signals import mail_stopped
from passeurs.editorial.messages import Press
from passeurs.editorial.models import Bounce, Dispatch, Issue
from passeurs.editorial.queries.dispatch import progress_of
from passeurs.editorial.running.bounce import keep_bounce

log = structlog.get_logger()
State = Dispatch.State
# Large enough that what a city reads is composed a few times only, small enough that a change is soon followed.
BATCH = 500
STALE = dt.timedelta(minutes=10)
FIRST_RETRY = dt.timedelta(minutes=15)
MAX_ATTEMPTS = 4
# A server that is away is soon looked at again; one that refuses us, or breaks, is left in peace longer and longer.
AWAY_RETRY = dt.timedelta(minutes=2)
LONGEST_AWAY, LONGEST_REST = dt.timedelta(minutes=15), dt.timedelta(hours=6)


def send_batch(*, issue: Issue, at: dt.datetime) -> int:
    """Send the next mails of an issue. Returns how many were taken; 0 when there is nothing to do for now.

    Safe in several workers at once, killed at any line. An absent mail server loses nothing: all of it waits.
    """
    issue = Issue.objects.get(pk=issue.pk)
    if issue.state != Issue.State.SENDING or (issue.resume_at and issue.resume_at > at):
        return 0
    assert issue.started_at is not None
    with MailLine() as line:
        claimed = [] if line.open() else _claim(issue, at)
        press = Press(issue, issue.started_at)
        for number, dispatch in enumerate(claimed):
            _hand_over(dispatch, press, line, at)
            if line.trouble:
                _give_back(claimed[number:])
                break
    _finish_if_over(issue, at)
    if line.trouble:
        _stand_still(issue, line.trouble, at)
        return 0
    if issue.trouble:
        Issue.objects.filter(pk=issue.pk).update(trouble="", trouble_count=0, resume_at=None)
    return len(claimed)


def _give_back(rest: list[Dispatch]) -> None:
    """What was claimed and not handed waits."""
    if rest:
        mine = Dispatch.objects.filter(claim=rest[0].claim, state=State.CLAIMED)
        mine.update(state=State.WAITING, claim=None)


def _stand_still(issue: Issue, answer: Answer, at: dt.datetime) -> None:
    """The sending stops for a while, longer each time; for a wrong password, until the team goes on."""
    first, longest = (AWAY_RETRY, LONGEST_AWAY) if answer.fault == Fault.AWAY else (FIRST_RETRY, LONGEST_REST)
    pause = min(first * 2 ** min(issue.trouble_count, 10), longest)
    rows = Issue.objects.filter(pk=issue.pk, state=Issue.State.SENDING)
    rows.update(trouble=answer.fault, trouble_count=min(issue.trouble_count + 1, 99), resume_at=at + pause)
    if answer.fault == Fault.KEY:
        rows.update(state=Issue.State.PAUSED, resume_at=None)
    log.warning("letter_trouble", issue=issue.pk, fault=answer.fault, code=answer.code)
    if answer.fault in (Fault.KEY, Fault.US):
        mail_stopped.send_robust(sender=Issue, fault=answer.fault, at=at)


def _claim(issue: Issue, at: dt.datetime) -> list[Dispatch]:
    """Take the next mails; those of a worker that died are freed, but for what it had in hand."""
    stale = issue.dispatches.filter(claimed_at__lt=at - STALE)
    stale.filter(state=State.CLAIMED).update(state=State.WAITING, claim=None)
    stale.filter(state=State.HANDED).update(state=State.UNSURE, claim=None, error=Fault.KILLED)
    claim = uuid.uuid4()
    due = issue.dispatches.filter(state=State.WAITING, due_at__lte=at).order_by("pk")
    # Two steps: the condition is checked again on a row that another worker took.
    Dispatch.objects.filter(pk__in=list(due.values_list("pk", flat=True)[:BATCH]), state=State.WAITING).update(
        state=State.CLAIMED, claim=claim, claimed_at=at
    )
    mine = Dispatch.objects.filter(claim=claim).order_by("pk")
    return list(mine.select_related("subscription__city", "subscription__rhythm"))


def _hand_over(dispatch: Dispatch, press: Press, line: MailLine, at: dt.datetime) -> None:
    """Give one mail to the server. Paused or left meanwhile, the row is no longer ours and nothing happens."""
    mine = Dispatch.objects.filter(pk=dispatch.pk, state=State.CLAIMED, claim=dispatch.claim)
    mail = press.mail(dispatch.subscription, line.connection)
    # The moment counts from here: a large batch may last longer than what makes a mail in hand a mail of a dead worker.
    if line.open() or not mine.update(state=State.HANDED, claimed_at=clock.now()):
        return
    answer = line.send(mail)
    if answer:
        _not_sent(dispatch, answer, at)
        return
    status = getattr(mail, "anymail_status", None)
    message_id = str(getattr(status, "message_id", "") or mail.extra_headers["Message-ID"])[:255]
    Dispatch.objects.filter(pk=dispatch.pk).update(
        state=State.SENT, sent_at=at, claim=None, error="", message_id=message_id
    )


def _not_sent(dispatch: Dispatch, answer: Answer, at: dt.datetime) -> None:
    """Perhaps received: unsure. A clear no: tried again later, but to an address that does not exist."""
    row = Dispatch.objects.filter(pk=dispatch.pk)
    told = f"{answer.fault} {answer.code}".strip()[:120]
    if answer.is_unsure:
        row.update(state=State.UNSURE, claim=None, error=told)
        log.warning("letter_unsure", issue=dispatch.issue_id, fault=answer.fault, code=answer.code)
        return
    if answer.is_for_all:
        row.update(state=State.WAITING, claim=None, error=told)
        return
    dispatch.attempt_count += 1
    is_over = answer.fault == Fault.GONE or dispatch.attempt_count >= MAX_ATTEMPTS
    dispatch.state = State.REFUSED if is_over else State.WAITING
    dispatch.due_at = at + FIRST_RETRY * 2 ** (dispatch.attempt_count - 1)
    dispatch.claim, dispatch.error = None, told
    dispatch.save(update_fields=["attempt_count", "state", "due_at", "claim", "error"])
    if is_over and answer.fault != Fault.WRONG:
        kind = Bounce.Kind.HARD if answer.fault == Fault.GONE else Bounce.Kind.SOFT
        keep_bounce(subscription=dispatch.subscription, kind=kind, reason=answer.code, issue=dispatch.issue, at=at)


def _finish_if_over(issue: Issue, at: dt.datetime) -> None:
    """The last mail is over: its figures are kept, and the rows may go with their readers."""
    open_states = [State.WAITING, State.CLAIMED, State.HANDED]
    with transaction.atomic():
        locked = Issue.objects.select_for_update().get(pk=issue.pk)
        if locked.state != Issue.State.SENDING or locked.dispatches.filter(state__in=open_states).exists():
            return
        locked.outcome = vars(progress_of(locked))
        locked.state, locked.finished_at = Issue.State.SENT, at
        locked.save(update_fields=["outcome", "state", "finished_at"])
        journal.record(verb="finish_issue", subject=locked, data=locked.outcome, at=at)
