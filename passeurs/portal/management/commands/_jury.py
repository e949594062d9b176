"""The invented jury: a complementary call of the home city, closed, being read; four readers, one gap, one conflict."""

from __future__ import annotations

import datetime as dt
import random

from django.utils import timezone

from passeurs.core import clock
from passeurs.people.choices import Role
from passeurs.people.models import Person, Profile, RoleGrant
from passeurs.recruitment.actions.reading import declare_conflict, give_reading, share_readings
from passeurs.recruitment.choices import Eligibility
from passeurs.recruitment.models import Call, Reading

JURORS = (("karima@demo.passeurs.example", "Karima"), ("jury1@demo.passeurs.example", "Alban"),
          ("jury2@demo.passeurs.example", "Sofia"), ("jury3@demo.passeurs.example", "Théodore"))  # fmt: skip
WORDS = (
    "Une vraie curiosité, et des exemples précis. On voudrait savoir ce que tu ferais en groupe.",
    "Ta lettre donne envie. Il manque une chose faite près de chez toi.",
    "Clair et drôle. Pense à dire quand tu es libre.",
)


def seed_jury(call: Call, team: Person, chance: random.Random) -> None:
    """Share out the files of a closed call, and read more than half of them."""
    for email, name in JURORS:
        person = Person.objects.create_user(email, first_name=name)
        Profile.objects.create(person=person)
        RoleGrant.objects.create(person=person, role=Role.JUROR, granted_by=team)
    call.applications.update(eligibility=Eligibility.YES)
    share_readings(call=call, by=team)
    bias = {"Alban": -1, "Sofia": 1}
    for number, reading in enumerate(Reading.objects.filter(application__call=call).select_related("reader")):
        reader = reading.reader
        if reader.first_name == "Karima" and number % 3:
            continue
        if number == 7:
            declare_conflict(reading=reading, by=reader)
            continue
        level = (reading.application_id * 7) % 4 + 1 + bias.get(reader.first_name, 0)
        criteria = reading.application.track.criteria.all() if reading.application.track else []
        scores = {one.pk: max(0, min(5, level + chance.choice((-1, 0, 0, 1)))) for one in criteria}
        at = timezone.localtime(clock.now()) - dt.timedelta(hours=number % 60)
        give_reading(reading=reading, by=reader, scores=scores, comment=chance.choice(WORDS), at=at)
