"""Writes of notifications: tell, read, choose."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from passeurs.core import clock, journal
from passeurs.core.choices import Fault, LetterState
from passeurs.core.models import Letter
from passeurs.core.queue import post
from passeurs.core.running import end_letter
from passeurs.core.tasks import send_letter
from passeurs.notifications.models import Delivery, Message, Preference, alone
from passeurs.notifications.queries import family_of, messages_about, preference_of
from passeurs.notifications.rules import can_decide_delivery, can_decide_letter
from passeurs.notifications.tasks import deliver_due
from passeurs.people.choices import Role
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.people.queries import holders_of

KEPT_FOR = dt.timedelta(days=395)
# Why a mail did not leave, when its message was read before.
READ = "lu dans l’application"


@transaction.atomic
def notify(
    *,
    person: Person,
    kind: str,
    title: Any,
    body: Any = "",
    url: str = "",
    thing: str = "",
    key: str = "",
    by: Person | None = None,
    is_urgent: bool = False,
    at: dt.datetime | None = None,
) -> Message:
    """Tell a person one thing: in the app now, by mail as they chose.

    `url` is a path of this site. `thing` names what it is about, so that what is told of one thing is read as one
    line: the page of `url` unless told. `by` is whom it quotes: `WHO` stands for their name, which is never copied, and
    on their erasure the body goes. Under a `key` a person is told once: again, it is the same message.
    An urgent message does not wait for the day's mail, but respects quiet hours, pauses, the cap of a day and « jamais
    d’e-mail ». Raises ValueError for a URL of elsewhere.
    """
    if url and (not url.startswith("/") or url.startswith("//")):
        raise ValueError(f"notify: not a path of this site: {url!r}")
    at = at or clock.now()
    words = {"kind": kind, "title": str(title)[:200], "body": str(body), "url": url, "created_at": at, "by": by}
    words["thing"] = (thing or urlsplit(url).path or alone())[:300]
    if key:
        message, is_new = Message.objects.get_or_create(person=person, key=key, defaults=words)
        if not is_new:
            return message
    else:
        message = Message.objects.create(person=person, **words)
    preference = preference_of(person)
    is_mailed = preference.rhythm != Preference.Rhythm.NEVER and family_of(kind) not in preference.muted
    if person.is_active and is_mailed:
        due_at = preference.due_at(at, is_urgent=is_urgent)
        Delivery.objects.create(message=message, due_at=due_at, is_grouped=preference.is_paused(at))
        if due_at <= at:
            post(deliver_due)
    return message


@transaction.atomic
def mark_read(*, message: Message, at: dt.datetime | None = None) -> int:
    """The person read what was told of this thing; a mail about it no longer needs to leave. Returns how many."""
    return _read(messages_about(message), at)


@transaction.atomic
def mark_all_read(*, person: Person, at: dt.datetime | None = None) -> int:
    """Everything the person has is read. Returns how many were not."""
    return _read(Message.objects.filter(person=person), at)


def _read(messages: QuerySet[Message], at: dt.datetime | None) -> int:
    unread = list(messages.filter(read_at__isnull=True).values_list("pk", flat=True))
    Message.objects.filter(pk__in=unread).update(read_at=at or clock.now())
    Delivery.objects.filter(message_id__in=unread, state=Delivery.State.WAITING).update(
        state=Delivery.State.DROPPED, error=READ
    )
    return len(unread)


@transaction.atomic
def mark_unread(*, message: Message, at: dt.datetime | None = None) -> int:
    """What was told of this thing is to be read again; the mail that was dropped for it may leave. Returns how many."""
    return _unread(message.person, messages_about(message).filter(read_at__isnull=False), at)


@transaction.atomic
def undo_all_read(*, person: Person, read_at: dt.datetime, at: dt.datetime | None = None) -> int:
    """Take back « tout marquer comme lu » of that very moment. Returns how many are to be read again."""
    return _unread(person, Message.objects.filter(person=person, read_at=read_at), at)


def _unread(person: Person, messages: QuerySet[Message], at: dt.datetime | None) -> int:
    due_at = preference_of(person).due_at(at or clock.now())
    known = list(messages.values_list("pk", flat=True))
    Message.objects.filter(pk__in=known).update(read_at=None)
    Delivery.objects.filter(message_id__in=known, state=Delivery.State.DROPPED, error=READ).update(
        state=Delivery.State.WAITING, error="", due_at=due_at
    )
    return len(known)


@transaction.atomic
def change_preferences(
    *,
    person: Person,
    rhythm: str,
    digest_at: dt.time,
    quiet_from: dt.time,
    quiet_until: dt.time,
    at: dt.datetime | None = None,
    **others: Any,
) -> Preference:
    """Choose the rhythm and hours of mails; what already waits follows the new choice.

    `others`: `mails_per_day`, `time_zone`, `muted`; what is not told stays as it is.
    """
    at = at or clock.now()
    chosen = {"rhythm": rhythm, "digest_at": digest_at, "quiet_from": quiet_from, "quiet_until": quiet_until}
    preference, _ = Preference.objects.update_or_create(person=person, defaults=chosen | others)
    waiting = Delivery.objects.filter(message__person=person, state=Delivery.State.WAITING)
    if rhythm == Preference.Rhythm.NEVER:
        waiting.update(state=Delivery.State.DROPPED, error="plus d’e-mail demandé")
    else:
        waiting.update(due_at=preference.due_at(at))
    journal.record(actor=person, verb="change_preferences", subject=person, data={"rhythm": rhythm}, at=at)
    return preference


@transaction.atomic
def pause_mails(*, person: Person, until: dt.date | None, at: dt.datetime | None = None) -> Preference:
    """No mail before a day (None: as usual again). All of it stays in the app, and comes as one mail that day."""
    at = at or clock.now()
    preference, _ = Preference.objects.update_or_create(person=person, defaults={"paused_until": until})
    Delivery.objects.filter(message__person=person, state=Delivery.State.WAITING).update(
        due_at=preference.due_at(at), is_grouped=True
    )
    journal.record(actor=person, verb="pause_mails", subject=person, data={"until": str(until or "")}, at=at)
    return preference


def unsubscribe(*, person: Person, at: dt.datetime | None = None) -> Preference:
    """Stop every mail of the programme to this person; messages stay in the app."""
    known = preference_of(person)
    return change_preferences(
        person=person,
        rhythm=Preference.Rhythm.NEVER,
        digest_at=known.digest_at,
        quiet_from=known.quiet_from,
        quiet_until=known.quiet_until,
        at=at,
    )


def forget_old_messages(*, at: dt.datetime) -> int:
    """Delete messages older than thirteen months. Returns the number of rows deleted."""
    return Message.objects.filter(created_at__lt=at - KEPT_FOR).delete()[0]


@transaction.atomic
def decide_letter(*, letter: Letter, by: Person, is_sent_again: bool, at: dt.datetime | None = None) -> None:
    """Send a letter that did not leave again, or leave it there: it keeps nothing then. Raises Refused."""
    at = at or clock.now()
    row = Letter.objects.select_for_update().get(pk=letter.pk)
    can_decide_letter(by, row).or_refuse()
    verb = "resend_letter" if is_sent_again else "drop_letter"
    journal.record(actor=by, verb=verb, subject=row, data={"state": row.state}, at=at)
    if not is_sent_again:
        end_letter(row, LetterState.CANCELLED)
        return
    row.state, row.next_try_at, row.attempt_count, row.fault, row.code = LetterState.WAITING, at, 0, "", ""
    row.claim = row.claimed_at = row.ended_at = None
    row.save()
    post(send_letter, row.pk)


@transaction.atomic
def decide_delivery(*, delivery: Delivery, by: Person, is_sent_again: bool, at: dt.datetime | None = None) -> None:
    """The same for the mail of a notification: its words stay in the app either way."""
    at = at or clock.now()
    row = Delivery.objects.select_for_update(of=("self",)).select_related("message").get(pk=delivery.pk)
    can_decide_delivery(by, row).or_refuse()
    verb = "resend_delivery" if is_sent_again else "drop_delivery"
    journal.record(actor=by, verb=verb, subject=row, data={"state": row.state}, at=at)
    row.state = Delivery.State.WAITING if is_sent_again else Delivery.State.DROPPED
    row.claim, row.error, row.attempt_count, row.due_at = None, "", 0, at
    row.save(update_fields=["state", "claim", "error", "attempt_count", "due_at"])
    if is_sent_again:
        post(deliver_due)


def tell_mails_stopped(*, fault: str, at: dt.datetime) -> int:
    """The team is told, in the app and once a day for each reason, that mails no longer leave. Returns how many."""
    people = list(holders_of(Role.TEAM))
    for person in people:
        with speaking_to(person):
            notify(
                person=person,
                kind="mails_stopped",
                title=gettext("Les e-mails ne partent plus"),
                body=str(Fault(fault).label).capitalize(),
                url=reverse("notifications:stuck-mails"),
                key=f"mails-stopped:{fault}:{at:%Y-%m-%d}",
                at=at,
            )
    return len(people)
