"""What a minor's guardian is asked and answers: purpose by purpose, withdrawn when they wish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.core.mail import drop_letters
from passeurs.people import messages
from passeurs.people.actions.private_link import end_links
from passeurs.people.choices import GuardianPurpose, GuardianState
from passeurs.people.models import GuardianConsent, Guardianship, Person
from passeurs.people.queries import ACCOUNT_GUARDIAN_LINK, ANSWERED_DAYS, ASKED_DAYS
from passeurs.people.rules import can_answer_guardianship, can_ask_guardian_of
from passeurs.people.signals import guardian_answered


@transaction.atomic
def ask_guardian(
    *, minor_name: str, email: str, name: str, person: Person | None = None, at: dt.datetime | None = None
) -> Guardianship:
    """Ask a guardian's agreement; whoever asks sends them the link."""
    at = at or clock.now()
    guardianship = Guardianship.objects.create(
        minor_name=minor_name, email=email.lower(), name=name, person=person, asked_at=at
    )
    journal.record(verb="ask_guardian", subject=guardianship, at=at)
    return guardianship


@transaction.atomic
def ask_guardian_of(
    *, person: Person, by: Person, email: str, name: str, at: dt.datetime | None = None
) -> Guardianship:
    """The team asks the guardian of somebody who has an account; a former demand of this kind opens nothing any more.

    Raises Refused when nobody has to be asked.
    """
    at = at or clock.now()
    person = Person.objects.select_for_update().get(pk=person.pk)
    can_ask_guardian_of(by, person, email, clock.today()).or_refuse()
    for former in person.guardianships.all():
        end_links(subject=former, purpose=ACCOUNT_GUARDIAN_LINK, at=at)
    asked = ask_guardian(minor_name=person.public_name, email=email, name=name, person=person, at=at)
    messages.guardian_asked(guardianship=asked, days=ASKED_DAYS)
    return asked


@transaction.atomic
def answer_account_guardianship(
    *, guardianship: Guardianship, purposes: Iterable[str], signed_name: str, at: dt.datetime | None = None
) -> Guardianship:
    """The same for a guardian who was asked about an account: they get a new link, to change their mind."""
    answered = answer_guardianship(guardianship=guardianship, purposes=purposes, signed_name=signed_name, at=at)
    messages.guardian_answer_kept(guardianship=answered, days=ANSWERED_DAYS)
    return answered


@transaction.atomic
def answer_guardianship(
    *, guardianship: Guardianship, purposes: Iterable[str], signed_name: str, at: dt.datetime | None = None
) -> Guardianship:
    """Keep what the guardian agrees to: `purposes` are given, all others withdrawn; none is a refusal.

    The same answer sent twice changes nothing. Image and voice mean nothing without the participation.
    """
    at = at or clock.now()
    guardianship = Guardianship.objects.select_for_update().get(pk=guardianship.pk)
    can_answer_guardianship(guardianship, purposes).or_refuse()
    wanted = set(purposes)
    running = {consent.purpose for consent in guardianship.consents.running()}
    state = _state_after(guardianship.state, wanted)
    if running == wanted and guardianship.state == state:
        return guardianship
    GuardianConsent.objects.bulk_create(
        GuardianConsent(guardianship=guardianship, purpose=purpose, given_at=at) for purpose in wanted - running
    )
    guardianship.consents.running().filter(purpose__in=running - wanted).update(withdrawn_at=at)
    guardianship.state = state
    guardianship.signed_name = signed_name
    guardianship.answered_at = at
    guardianship.save(update_fields=["state", "signed_name", "answered_at"])
    journal.record(
        verb="answer_guardianship", subject=guardianship, data={"purposes": sorted(wanted), "state": state}, at=at
    )
    guardian_answered.send(sender=Guardianship, guardianship=guardianship)
    return guardianship


def _state_after(state: str, wanted: set[str]) -> str:
    if GuardianPurpose.PARTICIPATION in wanted:
        return GuardianState.GIVEN
    return GuardianState.WITHDRAWN if state in (GuardianState.GIVEN, GuardianState.WITHDRAWN) else GuardianState.REFUSED


@transaction.atomic
def claim_reminder(*, guardianship: Guardianship, at: dt.datetime) -> bool:
    """Take the right to remind a guardian once more; False when another process just did."""
    claimed = Guardianship.objects.filter(
        pk=guardianship.pk, state=GuardianState.ASKED, reminder_count=guardianship.reminder_count
    ).update(reminder_count=guardianship.reminder_count + 1, reminded_at=at)
    if claimed:
        journal.record(verb="remind_guardian", subject=guardianship, at=at)
    return bool(claimed)


@transaction.atomic
def forget_guardianship(*, guardianship: Guardianship) -> None:
    """Delete who the guardian is and what they said, once the file they answered about is gone."""
    journal.record(verb="forget_guardianship", subject=guardianship)
    drop_letters(guardianship)
    guardianship.delete()
