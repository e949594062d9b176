"""Letters on their way: each claimed, handed to the mail server, told. What the worker and the clock do.

A letter is claimed, for all to see, right before the server gets it, and is sent or refused right after. Killed in
between, nobody knows: that one alone is unsure, and the team decides.
"""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db.models import Q
from django.dispatch import Signal

from passeurs.core import clock, registry
from passeurs.core.choices import Fault, LetterState
from passeurs.core.mail_fault import Answer
from passeurs.core.mail_line import MailLine
from passeurs.core.models import Letter
from passeurs.core.signals import letter_sent, mail_returned, mail_stopped

log = structlog.get_logger()

# Where the private link goes once it is made; a plain word, the same in text and in HTML.
LINK_MARK = "@@lien@@"
AT_ONCE = 200
# Longer than the longest conversation with a server that answers at all (EMAIL_TIMEOUT for each of its words).
STALE = dt.timedelta(minutes=5)
FIRST_RETRY = dt.timedelta(minutes=1)
LAST_RETRY = dt.timedelta(hours=6)
# A server that comes back is soon written to.
LAST_RETRY_OF_ALL = dt.timedelta(minutes=15)
# Over two days, for a refusal of this mail; a server that is away, or refuses us, is waited for without end.
MAX_ATTEMPTS = 16
# A sign-in code that waits is soon of no use.
SHORT_RETRY = dt.timedelta(minutes=2)
# How long the team may decide on what did not leave; how long the line of a letter stays.
LEFT_FOR = dt.timedelta(days=30)
KEPT_FOR = dt.timedelta(days=90)
CLEARED: dict[str, Any] = {"to": "", "subject": "", "text": "", "parts": [], "headers": {}, "link": {}}
IN_PASSING = {"claim": None, "claimed_at": None}


def send_one(*, letter_id: int) -> Answer | None:
    """Send a letter, if it is its time. None: it left, or there was nothing to do."""
    at = clock.now()
    if not Letter.objects.due(at).filter(pk=letter_id).exists():
        return None
    with MailLine() as line:
        return _send(letter_id, line, at)


def send_due_letters(*, at: dt.datetime) -> int:
    """The clock's net: whatever is due and was not sent, over one line. Returns how many were tried.

    Safe at any moment beside the worker, and killed at any line.
    """
    stale = Letter.objects.filter(state=LetterState.CLAIMED, claimed_at__lt=at - STALE)
    # The claim stays: whoever was only slow still tells that it left.
    stale.update(state=LetterState.UNSURE, fault=Fault.KILLED)
    due = list(Letter.objects.due(at).order_by("next_try_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    count = 0
    with MailLine() as line:
        for pk in due:
            _send(pk, line, at)
            count += 1
            if line.trouble:
                break
    return count


def _send(pk: int, line: MailLine, at: dt.datetime) -> Answer | None:
    """Claim a letter and hand it over. Taken by another meanwhile, nothing happens."""
    answer = line.open()
    if answer:
        row = Letter.objects.filter(pk=pk).first()
        if row:
            _wait(row, answer, at)
            _hold_back(answer, row, at)
        return answer
    claim = uuid.uuid4()
    claimed = Letter.objects.due(at).filter(pk=pk).update(
        state=LetterState.CLAIMED, claim=claim, claimed_at=clock.now()
    )  # fmt: skip
    if not claimed:
        return None
    row = Letter.objects.filter(pk=pk).first()
    if row is None:
        # Erased a moment ago.
        return None
    if row.expires_at and row.expires_at <= at:
        end_letter(row, LetterState.CANCELLED, fault=Fault.LATE)
        return None
    try:
        mail = _mail(row)
    except Exception as error:
        answer = Answer(Fault.WRONG, type(error).__name__)
    else:
        answer = line.send(mail)
    if answer:
        _not_sent(row, answer, at)
    else:
        _sent(row, mail)
    if line.trouble:
        _hold_back(line.trouble, row, at)
    return answer


def _mail(row: Letter) -> EmailMultiAlternatives:
    """The mail of a letter, its private link made now."""
    url = ""
    if row.link:
        maker = registry.link_makers.get("private")
        assert maker is not None
        url = maker(row.link)
    mail = EmailMultiAlternatives(
        row.subject,
        row.text.replace(LINK_MARK, url),
        to=[row.to],
        headers={**row.headers, "Message-ID": f"<courrier.{row.pk}@{urlsplit(settings.SITE_URL).hostname}>"},
    )
    for part in row.parts:
        if "name" in part:
            mail.attach(part["name"], base64.b64decode(part["base64"]), part["type"])
        else:
            mail.attach_alternative(part["text"].replace(LINK_MARK, url), part["type"])
    return mail


def _sent(row: Letter, mail: EmailMultiAlternatives) -> None:
    status = getattr(mail, "anymail_status", None)
    message_id = str(getattr(status, "message_id", "") or mail.extra_headers["Message-ID"])[:255]
    end_letter(row, LetterState.SENT, message_id=message_id)
    _tell(letter_sent, letter=row)


def end_letter(row: Letter, state: LetterState, *, fault: str = "", message_id: str = "") -> None:
    """It is over: nothing is kept but that there was a letter."""
    Letter.objects.filter(pk=row.pk, claim=row.claim).update(
        **CLEARED, **IN_PASSING, state=state, fault=fault, code="", ended_at=clock.now(), message_id=message_id
    )


def _not_sent(row: Letter, answer: Answer, at: dt.datetime) -> None:
    log.warning("letter_not_sent", letter=row.pk, kind=row.kind, fault=answer.fault, code=answer.code)
    if answer.is_unsure:
        told = {"state": LetterState.UNSURE, "fault": answer.fault, "code": answer.code}
        Letter.objects.filter(pk=row.pk, claim=row.claim).update(**told)
        return
    if answer.fault == Fault.GONE:
        _give_up(row, answer)
        _tell(mail_returned, email=row.to)
        return
    _wait(row, answer, at)


def _give_up(row: Letter, answer: Answer) -> None:
    Letter.objects.filter(pk=row.pk, claim=row.claim).update(
        state=LetterState.REFUSED, fault=answer.fault, code=answer.code, ended_at=clock.now(), **IN_PASSING
    )


def _wait(row: Letter, answer: Answer, at: dt.datetime) -> None:
    """Tried again later and later; what is the letter's own fault is given up one day."""
    tried = row.attempt_count + 1
    if not answer.is_for_all and tried >= MAX_ATTEMPTS:
        _give_up(row, answer)
        return
    Letter.objects.filter(pk=row.pk, claim=row.claim).exclude(state=LetterState.SENT).update(
        state=LetterState.WAITING, next_try_at=at + _pause(row, answer), attempt_count=min(tried, 99),
        fault=answer.fault, code=answer.code, **IN_PASSING,
    )  # fmt: skip


def _pause(row: Letter, answer: Answer) -> dt.timedelta:
    longest = LAST_RETRY_OF_ALL if answer.is_for_all else LAST_RETRY
    pause = min(FIRST_RETRY * 2 ** min(row.attempt_count, 10), longest)
    return min(pause, SHORT_RETRY) if row.expires_at else pause


def _hold_back(answer: Answer, row: Letter, at: dt.datetime) -> None:
    """The rest would fare the same: it waits as long, so that a silent server holds the worker once, not for each."""
    pause = _pause(row, answer)
    rest, told = Letter.objects.due(at).exclude(pk=row.pk), {"fault": answer.fault, "code": answer.code}
    rest.filter(expires_at=None).update(next_try_at=at + pause, **told)
    rest.exclude(expires_at=None).update(next_try_at=at + min(pause, SHORT_RETRY), **told)
    if answer.fault in (Fault.US, Fault.KEY):
        _tell(mail_stopped, fault=answer.fault, at=at)


def _tell(signal: Signal, **fact: object) -> None:
    """What others make of it never undoes that it left."""
    for receiver, outcome in signal.send_robust(sender=Letter, **fact):
        if isinstance(outcome, Exception):
            log.error("mail_fact_lost", receiver=receiver.__name__, error=type(outcome).__name__)


def tidy_letters(*, at: dt.datetime) -> int:
    """Forget: what nobody decided on keeps neither words nor address, and old lines go. Returns how many went."""
    undecided = Letter.objects.filter(state__in=[LetterState.REFUSED, LetterState.UNSURE], created_at__lt=at - LEFT_FOR)
    undecided.update(**CLEARED, **IN_PASSING, state=LetterState.CANCELLED, ended_at=at)
    over = Q(state__in=[LetterState.SENT, LetterState.CANCELLED], created_at__lt=at - KEPT_FOR)
    return Letter.objects.filter(over).delete()[0]


def waiting_letters(at: dt.datetime) -> int:
    """How many would leave now."""
    return Letter.objects.due(at).count()


def tidy_task_results() -> None:
    """What tasks answered, and why those that failed did, is kept a fortnight."""
    if settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend":
        call_command("prune_db_task_results", min_age_days=14, verbosity=0)
