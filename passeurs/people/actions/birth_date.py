"""A birth date on which a protection rests: told once, corrected by the team."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people import rules
from passeurs.people.models import BirthDateRequest, Person, Profile
from passeurs.people.queries import open_birth_date_request
from passeurs.people.signals import birth_date_answered, birth_date_asked


@transaction.atomic
def ask_birth_date(*, person: Person, born_on: dt.date, at: dt.datetime | None = None) -> BirthDateRequest:
    """Ask the team to correct one's birth date. Asked twice at once, it is asked once."""
    at = at or clock.now()
    person = Person.objects.select_for_update().get(pk=person.pk)
    waiting = open_birth_date_request(person)
    if waiting and waiting.born_on == born_on:
        return waiting
    rules.can_ask_birth_date(person, born_on).or_refuse()
    request = BirthDateRequest.objects.create(person=person, born_on=born_on, asked_at=at)
    journal.record(actor=person, verb="ask_birth_date", subject=request, at=at)
    birth_date_asked.send(sender=BirthDateRequest, request=request)
    return request


@transaction.atomic
def answer_birth_date(
    *, request: BirthDateRequest, by: Person, is_granted: bool, at: dt.datetime | None = None
) -> BirthDateRequest:
    """The team corrects the date, or leaves it. Raises Refused to anybody else, and the second time."""
    at = at or clock.now()
    request = BirthDateRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    rules.can_answer_birth_date(by, request).or_refuse()
    request.answered_at, request.answered_by, request.is_granted = at, by, is_granted
    request.save(update_fields=["answered_at", "answered_by", "is_granted"])
    if is_granted:
        Profile.objects.update_or_create(person=request.person, defaults={"born_on": request.born_on})
    journal.record(actor=by, verb="answer_birth_date", subject=request, data={"granted": is_granted}, at=at)
    birth_date_answered.send(sender=BirthDateRequest, request=request)
    return request


@transaction.atomic
def note_birth_date(
    *, person: Person, born_on: dt.date, by: Person | None = None, at: dt.datetime | None = None
) -> None:
    """Keep the date that a file of application, or the team, tells. Of two dates the younger protects until the team
    is asked."""
    profile, _made = Profile.objects.select_for_update().get_or_create(person=person)
    if profile.born_on is None or born_on > profile.born_on:
        profile.born_on = born_on
        profile.save(update_fields=["born_on", "updated_at"])
        journal.record(actor=by, verb="note_birth_date", subject=person, at=at)
    person.profile = profile
