"""How a group goes: ratings after meetings, the referent's notes, the gentle ladder for whoever is not seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.groups.models import Absence, CareNote, Group, MeetingRating
from passeurs.groups.rules.care import can_care
from passeurs.people.models import Person


@transaction.atomic
def log_care(*, group: Group, by: Person, act: str, text: str, at: dt.datetime | None = None) -> CareNote:
    """What the referent did; the signs that came before are dealt with."""
    at = at or clock.now()
    can_care(by, group).or_refuse()
    note = CareNote.objects.create(group=group, act=act, text=text, made_by=by, made_at=at)
    journal.record(actor=by, verb="log_care", subject=group, data={"act": act}, at=at)
    return note


def erase_care(person: Person) -> None:
    """On erasure: what one said of meetings, and whether one was looked for, go entirely."""
    MeetingRating.objects.filter(person=person).delete()
    Absence.objects.filter(mandate__person=person).delete()
    CareNote.objects.filter(made_by=person).update(made_by=None)
