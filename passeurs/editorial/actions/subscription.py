"""Writes of subscriptions: ask, confirm, change, pause, leave, come back, erase."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, QuerySet

from passeurs.core import clock, journal
from passeurs.core.mail import drop_letters, drop_waiting_letters
from passeurs.editorial.models import Bounce, Dispatch, Rhythm, Subscription, SuppressedAddress
from passeurs.editorial.queries import subscription as queries
from passeurs.editorial.running.subscription import write_letter
from passeurs.people import actions as people
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Person
from passeurs.programme.models import City
from passeurs.programme.queries import running_mandate

State = Subscription.State
# One mail of confirmation per address in this time, and so many before it is confirmed.
ASK_AGAIN = dt.timedelta(minutes=10)
MAX_ASKS = 3
SUPPRESSED_ASK_AGAIN = dt.timedelta(days=30)
UNDO_FOR = dt.timedelta(days=7)
SUSPENDED_FOR = dt.timedelta(days=180)
# Without a sign for three years, a reader is asked whether to stay, and forgotten a month later.
SILENT_FOR = dt.timedelta(days=3 * 365)
STAY_WITHIN = dt.timedelta(days=30)
BOUNCES_FOR = dt.timedelta(days=395)


@transaction.atomic
def subscribe(
    *, email: str, city: City | None, tastes: list[str], rhythm: Rhythm, at: dt.datetime | None = None
) -> None:
    """Ask for the letter: a mail goes to the address, and nothing else is sent before it is confirmed.

    Says nothing of whether the address was known: a reader gets their link to the choices instead, and their choices
    stay as they are. An address asked for too often gets no mail.
    """
    at = at or clock.now()
    email = email.strip().lower()
    choices = {"city": city, "tastes": tastes, "rhythm": rhythm}
    known = queries.find_subscription(email)
    if known is None:
        # Of two who ask at once for one address, the second finds the row of the first.
        known, is_new = Subscription.objects.get_or_create(email=email, defaults={"created_at": at, **choices})
        if is_new:
            journal.record(verb="ask_letter", subject=known, at=at)
    row = Subscription.objects.select_for_update().get(pk=known.pk)
    if not _may_be_asked(row, at):
        return
    if row.state != State.ACTIVE:
        for name, value in choices.items():
            setattr(row, name, value)
    row.asked_at, row.asked_count = at, row.asked_count + 1
    row.save()
    write_letter(subscription=row, name="already" if row.state == State.ACTIVE else "confirm")


def _may_be_asked(row: Subscription, at: dt.datetime) -> bool:
    """Whether a mail of confirmation may go to this address now."""
    if row.asked_at and at - row.asked_at < ASK_AGAIN:
        return False
    if row.state == State.WAITING and row.asked_count >= MAX_ASKS:
        return False
    suppressed = SuppressedAddress.objects.filter(digest=queries.suppressed_digest(row.email)).first()
    if suppressed is None:
        return True
    if suppressed.asked_at and at - suppressed.asked_at < SUPPRESSED_ASK_AGAIN:
        return False
    suppressed.asked_at = at
    suppressed.save(update_fields=["asked_at"])
    return True


@transaction.atomic
def confirm(*, subscription: Subscription, at: dt.datetime | None = None) -> Subscription:
    """The owner of the address wants the letter. Confirming twice is confirming once."""
    at = at or clock.now()
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.state == State.ACTIVE:
        return row
    _activate(row, at)
    journal.record(verb="confirm_letter", subject=row, at=at)
    return row


def _activate(row: Subscription, at: dt.datetime) -> None:
    row.state, row.confirmed_at, row.seen_at = State.ACTIVE, at, at
    row.left_at = row.suspended_at = row.paused_until = row.stay_asked_at = None
    row.soft_bounce_count = 0
    row.save()
    SuppressedAddress.objects.filter(digest=queries.suppressed_digest(row.email)).delete()


@transaction.atomic
def change_subscription(
    *,
    subscription: Subscription,
    city: City | None,
    tastes: list[str],
    rhythm: Rhythm,
    paused_until: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Subscription:
    """Change what the letter tells, how often, or ask for peace until a day."""
    at = at or clock.now()
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    row.city, row.tastes, row.rhythm, row.paused_until = city, tastes, rhythm, paused_until
    row.seen_at, row.stay_asked_at = at, None
    row.save()
    journal.record(verb="change_letter", subject=row, at=at)
    return row


@transaction.atomic
def leave(*, subscription: Subscription, at: dt.datetime | None = None) -> Subscription:
    """Stop the letter at once, what waits to be sent included. Leaving twice is leaving once.

    The address is kept seven days, so that one may change one's mind, then only its mark.
    """
    at = at or clock.now()
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.state == State.LEFT:
        return row
    # The link of a former confirmation opens nothing any more.
    row.state, row.left_at, row.asked_count = State.LEFT, at, row.asked_count + 1
    row.save()
    Dispatch.objects.filter(
        subscription=row, state__in=[Dispatch.State.WAITING, Dispatch.State.CLAIMED]
    ).update(state=Dispatch.State.SKIPPED, claim=None)  # fmt: skip
    drop_waiting_letters(row)
    journal.record(verb="leave_letter", subject=row, at=at)
    if row.person:
        people.withdraw_consent(person=row.person, purpose=ConsentPurpose.EMAIL_NEWS, at=at)
    return row


@transaction.atomic
def come_back(*, subscription: Subscription, at: dt.datetime | None = None) -> Subscription:
    """Undo a leave while the address is kept."""
    at = at or clock.now()
    row = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if row.state != State.LEFT or row.confirmed_at is None:
        return row
    _activate(row, at)
    journal.record(verb="come_back_to_letter", subject=row, at=at)
    if row.person:
        people.give_consent(person=row.person, purpose=ConsentPurpose.EMAIL_NEWS, at=at)
    return row


@transaction.atomic
def erase_subscription(*, subscription: Subscription, at: dt.datetime | None = None) -> None:
    """Erase an address now: what is left of it is a keyed mark, so that it is not written to again unasked."""
    at = at or clock.now()
    leave(subscription=subscription, at=at)
    SuppressedAddress.objects.get_or_create(digest=queries.suppressed_digest(subscription.email), defaults={"at": at})
    drop_letters(subscription)
    Subscription.objects.filter(pk=subscription.pk).delete()
    journal.record(verb="erase_letter", subject=f"editorial.subscription:{subscription.pk}", at=at)


def erase_subscription_again(pk: int, at: dt.datetime) -> None:
    """After a restore: erased once more."""
    subscription = Subscription.objects.filter(pk=pk).first()
    if subscription:
        erase_subscription(subscription=subscription, at=at)


@transaction.atomic
def link_person(*, person: Person, at: dt.datetime | None = None) -> Subscription:
    """Who agreed to news by mail in their account reads the letter of their city: their address is proven."""
    at = at or clock.now()
    row = Subscription.objects.filter(person=person).first() or queries.find_subscription(person.email)
    mandate = running_mandate(person)
    if row is None:
        city = mandate.season_city.city if mandate else None
        row = Subscription(email=person.email, city=city, rhythm=queries.default_rhythm(), created_at=at)
    row.person = person
    if row.state == State.ACTIVE:
        row.save()
    else:
        _activate(row, at)
    journal.record(actor=person, verb="link_letter", subject=row, at=at)
    return row


def leave_with_consent(*, person: Person, at: dt.datetime | None = None) -> None:
    """The person took back the consent to news by mail: their letter stops."""
    for row in Subscription.objects.filter(person=person).exclude(state=State.LEFT):
        leave(subscription=row, at=at)


def erase_person(person: Person) -> list[str]:
    """The letter's part of an erasure: linked subscription, and one asked for with the same address."""
    own = Subscription.objects.filter(person=person)
    for row in own | Subscription.objects.filter(email__iexact=person.email):
        erase_subscription(subscription=row)
    return []


def tidy_subscriptions(*, at: dt.datetime) -> int:
    """Forget what is no longer needed, ask the silent whether to stay. Returns how many addresses were forgotten."""
    waiting = Subscription.objects.filter(state=State.WAITING, created_at__lt=at - queries.CONFIRM_LIFE)
    # Never confirmed: nobody's wish is known, no mark is kept.
    forgotten = waiting.delete()[1].get("editorial.Subscription", 0)
    gone = Subscription.objects.filter(state=State.LEFT, left_at__lt=at - UNDO_FOR)
    gone |= Subscription.objects.filter(state=State.SUSPENDED, suspended_at__lt=at - SUSPENDED_FOR)
    gone |= Subscription.objects.active().filter(stay_asked_at__lt=at - STAY_WITHIN)
    for row in gone:
        erase_subscription(subscription=row, at=at)
        forgotten += 1
    _ask_to_stay(at)
    _follow_accounts()
    Bounce.objects.filter(at__lt=at - BOUNCES_FOR).delete()
    return forgotten


def _ask_to_stay(at: dt.datetime) -> None:
    """Ask readers who gave no sign for long, once."""
    silent: QuerySet[Subscription] = Subscription.objects.active().filter(
        person__isnull=True, seen_at__lt=at - SILENT_FOR, stay_asked_at__isnull=True
    )
    for row in silent[:200]:
        with transaction.atomic():
            Subscription.objects.filter(pk=row.pk).update(stay_asked_at=at)
            write_letter(subscription=row, name="stay")


def _follow_accounts() -> None:
    """A linked subscription is written to at the address of its account."""
    moved = Subscription.objects.filter(person__isnull=False).exclude(email=F("person__email")).select_related("person")
    for row in moved:
        assert row.person is not None
        twin = queries.find_subscription(row.person.email)
        if twin and twin.pk != row.pk:
            twin.delete()
        Subscription.objects.filter(pk=row.pk).update(email=row.person.email)
