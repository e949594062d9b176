"""The invented readings of the running season's call: forty readers, two readings a file, a threshold, replacements."""

from __future__ import annotations

import datetime as dt
import random

from passeurs.people.choices import Role
from passeurs.people.models import Person, Profile, RoleGrant
from passeurs.promises.actions import answer_promise
from passeurs.promises.choices import Outcome
from passeurs.recruitment.actions.answer import ask_question
from passeurs.recruitment.actions.replacement import replace_declined
from passeurs.recruitment.allocation.assign import File, Reader, assign
from passeurs.recruitment.choices import Eligibility, ReadingPhase, Status
from passeurs.recruitment.models import Application, Call, Draw, Reading
from passeurs.recruitment.queries.reading import file_scores

READERS = 40
CAPACITY = 400
THRESHOLD = 2.3
DECLINED = 5
WORDS = (
    "Ton envie est claire et tes exemples aussi. Raconte aussi des choses faites ailleurs qu’en ligne.",
    "On a aimé ta façon de parler des autres. Dis-nous davantage ce que tu ferais, dans ta ville, cette année.",
    "Tes réponses sont justes mais courtes : deux lignes de plus, et on t’aurait mieux suivi.",
    "",
)
QUESTIONS = (
    "Est-ce que je peux venir aux rencontres en attendant le prochain appel ?",
    "Si quelqu’un laisse sa place en octobre, est-ce que vous m’écrivez ?",
    "Mes deux lectures disaient quoi, en vrai ?",
)


class Jury:
    """Forty people who read, each with a severity of their own."""

    def __init__(self, call: Call, team: Person, chance: random.Random) -> None:
        self.call, self.team, self.chance = call, team, chance
        self.read_at = call.closes_at + dt.timedelta(days=6)

    def read(self) -> None:
        """Two readings a file; the threshold decides who enters the draw, with words for the others."""
        readers = self._readers()
        severity = {one.pk: self.chance.gauss(0, 0.4) for one in readers}
        files = list(self.call.applications.select_related("season_city__city", "track").order_by("pk"))
        asked = [File(one.pk, one.season_city.city.insee) for one in files]
        given, _short = assign(asked, [Reader(one.pk, CAPACITY) for one in readers], seed=self.call.pk)
        criteria = {track.pk: list(track.criteria.all()) for track in self.call.tracks.prefetch_related("criteria")}
        rows = []
        for one in files:
            quality = self.chance.gauss(2.9, 0.9)
            for reader in given[one.pk]:
                rows.append(self._reading(one, reader, quality + severity[reader], criteria[one.track_id or 0]))
        Reading.objects.bulk_create(rows, batch_size=1000)
        scores = file_scores(self.call)
        for one in files:
            is_in = scores[one.pk][0] >= THRESHOLD
            one.status = Status.PRESELECTED if is_in else Status.REJECTED
            one.eligibility = Eligibility.YES
            one.reason = "" if is_in else self.chance.choice(WORDS[:3])
        Application.objects.bulk_update(files, ["status", "eligibility", "reason"], batch_size=1000)
        Call.objects.filter(pk=self.call.pk).update(reading_phase=ReadingPhase.THRESHOLD)

    def _readers(self) -> list[Person]:
        people = Person.objects.bulk_create(
            Person(email=f"lecture{number}@demo.passeurs.example", first_name=f"Lectrice {number}", password="!")
            for number in range(1, READERS + 1)
        )
        Profile.objects.bulk_create(Profile(person=one) for one in people)
        # Their grant ended with the season's reading: they are no juror of today's calls.
        RoleGrant.objects.bulk_create(
            RoleGrant(person=one, role=Role.JUROR, granted_by=self.team, ended_at=self.read_at) for one in people
        )
        return people

    def _reading(self, one: Application, reader: int, level: float, criteria: list) -> Reading:
        scores = {one.pk: max(0, min(5, round(level + self.chance.gauss(0, 0.6)))) for one in criteria}
        weights = sum(one.weight for one in criteria)
        total = sum(scores[one.pk] * one.weight for one in criteria)
        return Reading(
            application=one,
            reader_id=reader,
            assigned_at=self.call.closes_at,
            given_at=self.read_at + dt.timedelta(minutes=self.chance.randint(0, 12_000)),
            scores={str(pk): score for pk, score in scores.items()},
            score=total / weights if weights else None,
            comment=self.chance.choice(WORDS),
        )


def some_leave(draw: Draw, team: Person, at: dt.datetime) -> None:
    """A few of those drawn leave their place; the published rule says who follows, and they take it."""
    leaving = draw.entries.filter(is_selected=True).order_by("pseudonym")[:DECLINED].values("application")
    Application.objects.filter(pk__in=list(leaving.values_list("application", flat=True))).update(
        status=Status.WITHDRAWN, declined_at=at
    )
    added = replace_declined(draw=draw, by=team, at=at)
    Application.objects.filter(pk__in=added).update(
        status=Status.VALIDATED, planned_status="", reason="", confirmed_at=at + dt.timedelta(days=3)
    )


def some_ask(call: Call, team: Person, at: dt.datetime) -> None:
    """Three without a place ask their question; the team answered one."""
    rows = call.applications.filter(status=Status.BACKUP).order_by("-pk")
    for number, (one, text) in enumerate(zip(rows, QUESTIONS, strict=False)):
        promise = ask_question(application=one, text=text, at=at)
        if number == 0:
            answer = "Oui : toutes les rencontres ouvertes t’attendent, et le prochain appel te sera annoncé."
            answer_promise(promise=promise, by=team, outcome=Outcome.YES, answer=answer, at=at)
