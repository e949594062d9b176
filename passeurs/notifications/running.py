"""What the worker does for notifications: mails leave, grouped as each person chose."""

from __future__ import annotations

import datetime as dt
import uuid

import structlog

from passeurs.core import clock
from passeurs.core.choices import Fault
from passeurs.core.mail_fault import Answer
from passeurs.core.mail_line import MailLine
from passeurs.core.signals import mail_stopped
from passeurs.notifications.messages import grouped_mail
from passeurs.notifications.models import Delivery, Preference
from passeurs.notifications.queries import mails_of_day, preference_of
from passeurs.people.models import Person

log = structlog.get_logger()

MAX_ATTEMPTS = 5
FIRST_RETRY = dt.timedelta(minutes=15)
STALE_CLAIM = dt.timedelta(minutes=30)


def send_due_deliveries(*, at: dt.datetime) -> int:
    """Send every mail that is due, grouped as each person chose. Returns the number of mails sent.

    Safe to run in several workers at once: a delivery is claimed before it is sent, and marked as handed right before
    the server gets it. Killed in between, it is unsure, and the team decides. When the mail server cannot be reached,
    nothing is claimed and all of it waits.
    """
    stale = Delivery.objects.filter(claimed_at__lt=at - STALE_CLAIM)
    stale.filter(state=Delivery.State.SENDING).update(state=Delivery.State.WAITING, claim=None)
    stale.filter(state=Delivery.State.HANDED).update(state=Delivery.State.UNSURE, claim=None, error=Fault.KILLED)
    due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=at)
    person_ids = list(due.order_by("message__person_id").values_list("message__person_id", flat=True).distinct())
    if not person_ids:
        return 0
    count = 0
    with MailLine() as line:
        for person_id in person_ids:
            if line.trouble or line.open():
                break
            count += _send_to(person_id, at, line)
    if line.trouble:
        _rest(line.trouble, at)
    return count


def _rest(trouble: Answer, at: dt.datetime) -> None:
    """All of it waits: for the next round where the server is away, longer where it refuses us."""
    log.error("mail_stopped", fault=trouble.fault, code=trouble.code)
    if trouble.fault == Fault.AWAY:
        return
    due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=at)
    due.update(due_at=at + FIRST_RETRY)
    if trouble.fault in (Fault.KEY, Fault.US):
        mail_stopped.send_robust(sender=Delivery, fault=trouble.fault, at=at)


def _send_to(person_id: int, at: dt.datetime, line: MailLine) -> int:
    """Claim and send what is due to one person. Returns the number of mails sent."""
    due = Delivery.objects.filter(message__person_id=person_id, state=Delivery.State.WAITING, due_at__lte=at)
    claim = uuid.uuid4()
    # Two steps: an update without a join, so that its condition is checked again on a row another worker took.
    Delivery.objects.filter(pk__in=list(due.values_list("pk", flat=True)), state=Delivery.State.WAITING).update(
        state=Delivery.State.SENDING, claim=claim, claimed_at=at
    )
    claimed = list(
        Delivery.objects.filter(claim=claim)
        .select_related("message__by__profile")
        .order_by("message__created_at", "pk")
    )
    if not claimed:
        return 0
    person = Person.objects.get(pk=person_id)
    preference = preference_of(person)
    mine = Delivery.objects.filter(claim=claim)
    if not person.is_active or preference.rhythm == Preference.Rhythm.NEVER:
        mine.update(state=Delivery.State.DROPPED, claim=None, error="plus d’e-mail demandé")
        return 0
    if preference.is_paused(at):
        mine.update(state=Delivery.State.WAITING, claim=None, due_at=preference.digest_after(at), is_grouped=True)
        return 0
    if preference.is_quiet(at):
        mine.update(state=Delivery.State.WAITING, claim=None, due_at=preference.after_quiet(at))
        return 0
    batches = _batches(claimed, preference)
    allowed = max(preference.cap - mails_of_day(person, at, preference.zone), 0)
    # What exceeds the mails of a day joins the next mail of the day.
    beyond = [delivery.pk for batch in batches[allowed:] for delivery in batch]
    mine.filter(pk__in=beyond).update(
        state=Delivery.State.WAITING, claim=None, due_at=preference.digest_after(at), is_grouped=True
    )
    return sum(_send_batch(person, preference, batch, at, line) for batch in batches[:allowed])


def _batches(claimed: list[Delivery], preference: Preference) -> list[list[Delivery]]:
    """One list for each mail: one for all, or one for each but those that go together."""
    if preference.rhythm == Preference.Rhythm.DAILY:
        return [claimed]
    together = [one for one in claimed if one.is_grouped]
    return ([together] if together else []) + [[one] for one in claimed if not one.is_grouped]


def _send_batch(person: Person, preference: Preference, batch: list[Delivery], at: dt.datetime, line: MailLine) -> bool:
    """One mail for these deliveries; a clear no is tried again, later and later, then given up."""
    rows = Delivery.objects.filter(pk__in=[delivery.pk for delivery in batch])
    mail = grouped_mail(person, preference, [delivery.message for delivery in batch], line.connection)
    if line.trouble or line.open():
        rows.update(state=Delivery.State.WAITING, claim=None)
        return False
    rows.update(state=Delivery.State.HANDED, claimed_at=clock.now())
    answer = line.send(mail)
    if answer is None:
        rows.update(state=Delivery.State.SENT, sent_at=at, claim=None, error="", mail=uuid.uuid4())
        return True
    told = f"{answer.fault} {answer.code}".strip()
    log.warning("mail_failed", fault=answer.fault, code=answer.code, deliveries=len(batch))
    if answer.is_unsure:
        rows.update(state=Delivery.State.UNSURE, claim=None, error=told)
    elif answer.is_for_all:
        rows.update(state=Delivery.State.WAITING, claim=None, error=told)
    else:
        _refused(batch, answer, told, at)
    return False


def _refused(batch: list[Delivery], answer: Answer, told: str, at: dt.datetime) -> None:
    for delivery in batch:
        delivery.attempt_count += 1
        is_over = answer.fault == Fault.GONE or delivery.attempt_count >= MAX_ATTEMPTS
        delivery.state = Delivery.State.FAILED if is_over else Delivery.State.WAITING
        delivery.due_at = at + FIRST_RETRY * 2 ** (delivery.attempt_count - 1)
        delivery.claim, delivery.error = None, told
    Delivery.objects.bulk_update(batch, ["attempt_count", "state", "due_at", "claim", "error"])
