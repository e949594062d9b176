"""One batch of an issue: each mail handed over once.

A mail is marked as handed before the server gets it. Killed in between, nobody knows whether it was received: it is
told to the team as unsure, and never sent again.
"""

from __future__ import annotations

import datetime as dt
import uuid
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from passeurs.core import journal
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
# The server refuses this address, not this mail: RFC 5321.
GONE_CODES = frozenset({550, 551, 553})


def send_batch(*, issue: Issue, at: dt.datetime) -> int:
    """Send the next mails of an issue. Returns how many were taken; 0 when there is nothing to do for now.

    Safe in several workers at once, killed at any line. An absent mail server loses nothing: all of it waits.
    """
    issue = Issue.objects.get(pk=issue.pk)
    if issue.state != Issue.State.SENDING:
        return 0
    assert issue.started_at is not None
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        _note_trouble(issue, type(error).__name__)
        return 0
    _note_trouble(issue, "")
    try:
        claimed = _claim(issue, at)
        press = Press(issue, issue.started_at)
        for dispatch in claimed:
            _hand_over(dispatch, press, connection, at)
    finally:
        connection.close()
    _finish_if_over(issue, at)
    return len(claimed)


def _note_trouble(issue: Issue, error: str) -> None:
    if issue.trouble != error:
        Issue.objects.filter(pk=issue.pk).update(trouble=error)
        log.warning("letter_trouble", issue=issue.pk, error=error or "over")


def _claim(issue: Issue, at: dt.datetime) -> list[Dispatch]:
    """Take the next mails; those of a worker that died are freed, but for what it had in hand."""
    stale = issue.dispatches.filter(claimed_at__lt=at - STALE)
    stale.filter(state=State.CLAIMED).update(state=State.WAITING, claim=None)
    stale.filter(state=State.HANDED).update(state=State.UNSURE, claim=None, error="interrompu")
    claim = uuid.uuid4()
    due = issue.dispatches.filter(state=State.WAITING, due_at__lte=at).order_by("pk")
    # Two steps: the condition is checked again on a row that another worker took.
    Dispatch.objects.filter(pk__in=list(due.values_list("pk", flat=True)[:BATCH]), state=State.WAITING).update(
        state=State.CLAIMED, claim=claim, claimed_at=at
    )
    mine = Dispatch.objects.filter(claim=claim).order_by("pk")
    return list(mine.select_related("subscription__city", "subscription__rhythm"))


def _hand_over(dispatch: Dispatch, press: Press, connection: BaseEmailBackend, at: dt.datetime) -> None:
    """Give one mail to the server. Paused or left meanwhile, the row is no longer ours and nothing happens."""
    mine = Dispatch.objects.filter(pk=dispatch.pk, state=State.CLAIMED, claim=dispatch.claim)
    mail = press.mail(dispatch.subscription, connection)
    if not mine.update(state=State.HANDED):
        return
    row = Dispatch.objects.filter(pk=dispatch.pk)
    try:
        mail.send()
    except (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError) as error:
        _refused(dispatch, error, at)
        return
    except (SMTPException, OSError) as error:
        # The line was cut after the server may have had it.
        row.update(state=State.UNSURE, claim=None, error=type(error).__name__)
        log.warning("letter_unsure", issue=dispatch.issue_id, error=type(error).__name__)
        return
    status = getattr(mail, "anymail_status", None)
    message_id = str(getattr(status, "message_id", "") or mail.extra_headers["Message-ID"])[:255]
    row.update(state=State.SENT, sent_at=at, claim=None, error="", message_id=message_id)


def _refused(dispatch: Dispatch, error: SMTPException, at: dt.datetime) -> None:
    """The server said no, so the mail was not sent: 4xx is tried again later, 5xx is over."""
    code = _code_of(error)
    dispatch.attempt_count += 1
    is_soft = 400 <= code < 500
    kind = Bounce.Kind.HARD if code in GONE_CODES and isinstance(error, SMTPRecipientsRefused) else Bounce.Kind.SOFT
    is_over = not is_soft or dispatch.attempt_count >= MAX_ATTEMPTS
    dispatch.state = State.REFUSED if is_over else State.WAITING
    dispatch.due_at = at + FIRST_RETRY * 2 ** (dispatch.attempt_count - 1)
    dispatch.claim, dispatch.error = None, f"{type(error).__name__} {code}"
    dispatch.save(update_fields=["attempt_count", "state", "due_at", "claim", "error"])
    if is_over:
        keep_bounce(subscription=dispatch.subscription, kind=kind, reason=str(code), issue=dispatch.issue, at=at)


def _code_of(error: SMTPException) -> int:
    """The code of a refusal: that of the recipient, or of the answer."""
    if isinstance(error, SMTPRecipientsRefused):
        return next((int(code) for code, _text in error.recipients.values()), 550)
    return int(error.smtp_code) if isinstance(error, SMTPResponseException) else 550


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
