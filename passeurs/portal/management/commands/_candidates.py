"""The invented call of the running season: 6,000 candidates, a real draw with its certificate, everybody answered.

In bulk, as the product's own actions would have written it; the lottery itself is computed, committed and drawn.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import timezone

from passeurs.core import clock
from passeurs.core.geo.commune import communes
from passeurs.core.templatetags.words import day
from passeurs.people.models import Person
from passeurs.portal.management.commands._jury import seed_jury
from passeurs.portal.management.commands._readings import Jury, some_ask, some_leave
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate, Season, SeasonCity
from passeurs.questionnaires.models import Answer, Question, Response
from passeurs.recruitment.actions.draw import commit_draw, enter_beacon, prepare_draw
from passeurs.recruitment.actions.quota import Row, save_quotas
from passeurs.recruitment.choices import CallState, ReadingPhase, Status
from passeurs.recruitment.models import Application, Call, DrawEntry, Track
from passeurs.recruitment.running.draw import compute_draw

CANDIDATES = 6000
COMPLEMENT = 60
# What the city of the complementary call gives beside the places that are held.
MORE_PLACES = 6
AROUND_DEGREES = 0.2
SOURCE = "Tirage public d’exemple du %s, 20 h 30 (inventé pour la démonstration)"
DRAWN_BEFORE_DAYS = 61
TRAVEL = ("À pied ou à vélo", "En transports en commun", "On peut m’emmener", "C’est compliqué pour moi")
TIME = ("Une heure par semaine", "Deux heures par semaine", "Plus de deux heures par semaine")
# Of all places: from, to. Ages as in the country, and one place in ten for those for whom travelling is hard.
SHARES = (
    ("age", "15", 0.08, 0.2),
    ("age", "16", 0.12, 0.25),
    ("age", "17", 0.15, 0.3),
    ("travel", TRAVEL[3], 0.1, 0.2),
)
TEXTS = ("title", "summary", "presentation", "rule_text", "data_text")


class Crowd:
    """Writes the candidates of the running season and their draw."""

    def __init__(self, season: Season, team: Person, data: Path) -> None:
        self.season, self.team = season, team
        self.chance = random.Random(season.number)
        self.words = tomllib.loads((data / "call.toml").read_text(encoding="utf-8"))
        lines = (data / "first_names.txt").read_text(encoding="utf-8").split("\n")
        self.names = [line.strip() for line in lines if line.strip()]
        drawn_on = season.starts_on - dt.timedelta(days=DRAWN_BEFORE_DAYS)
        self.drawn_at = timezone.make_aware(dt.datetime.combine(drawn_on, dt.time(20, 30)))
        self.source = SOURCE % day(drawn_on)

    def tell(self, questionnaire_of: Call) -> None:
        """The call with its candidates, its draw, its answers."""
        rows = list(self.season.season_cities.select_related("city"))
        call = self._call(questionnaire_of, f"saison-{self.season.number}", rows, self._days(-60))
        self._candidates(call, CANDIDATES)
        Jury(call, self.team, self.chance).read()
        save_quotas(call=call, by=self.team, rows=self._quotas(call), at=self._days(-21))
        with self._before_anyone_has_a_place():
            draw = prepare_draw(call=call, by=self.team, source=self.source, draw_at=self.drawn_at, at=self._days(-20))
            draw = commit_draw(draw=compute_draw(draw=draw), by=self.team, at=self._days(-10))
        # A beacon that anyone can make again: the digest of the sentence that announced it.
        beacon = hashlib.sha256(self.source.encode()).hexdigest()
        enter_beacon(draw=draw, by=self.team, beacon=beacon, at=self._days(0))
        self._answer(call)
        some_leave(draw, self.team, self._days(10))
        self._become_ambassadors(call)
        some_ask(call, self.team, clock.now() - dt.timedelta(days=4))
        Call.objects.filter(pk=call.pk).update(state=CallState.DECIDED)

    def complement(self, like: Call, row: SeasonCity) -> Call:
        """A call of one city, closed a week ago, whose files are being read."""
        call = self._call(like, f"complement-{row.city.slug}", [row], clock.now() - dt.timedelta(days=7))
        Call.objects.filter(pk=call.pk).update(title=f"Appel complémentaire à {row.city.name}")
        SeasonCity.objects.filter(pk=row.pk).update(place_count=row.place_count + MORE_PLACES)
        self._candidates(call, COMPLEMENT)
        return call

    @contextmanager
    def _before_anyone_has_a_place(self) -> Iterator[None]:
        """The draw came before the mandates, which the demonstration made first: its places were free."""
        held = Mandate.objects.held().filter(season_city__season=self.season)
        states = dict(held.values_list("pk", "state"))
        held.update(state=MandateState.ENDED)
        try:
            yield
        finally:
            for state in set(states.values()):
                Mandate.objects.filter(pk__in=[pk for pk, told in states.items() if told == state]).update(state=state)

    def _days(self, count: int) -> dt.datetime:
        return self.drawn_at + dt.timedelta(days=count, minutes=5)

    def _call(self, like: Call, slug: str, rows: list[SeasonCity], closes_at: dt.datetime) -> Call:
        call = Call.objects.create(
            season=self.season,
            slug=slug,
            opens_at=closes_at - dt.timedelta(days=50),
            closes_at=closes_at,
            answer_on=(closes_at + dt.timedelta(days=72)).date(),
            min_age=like.min_age,
            max_age=like.max_age,
            age_on=self.season.starts_on,
            charter=like.charter,
            questionnaire=like.questionnaire,
            state=CallState.CLOSED,
            reading_phase=ReadingPhase.READING,
            made_at=closes_at - dt.timedelta(days=70),
            **{name: self.words[name].strip() for name in TEXTS},
        )
        call.season_cities.set(rows)
        for track in like.tracks.prefetch_related("criteria"):
            copy = Track.objects.create(
                call=call, position=track.position, name=track.name, presentation=track.presentation
            )
            for one in track.criteria.all():
                copy.criteria.create(position=one.position, label=one.label, weight=one.weight)
        return call

    def _candidates(self, call: Call, count: int) -> None:
        rows = list(call.season_cities.select_related("city"))
        slots = [row for row in rows for _place in range(row.place_count)]
        tracks = list(call.tracks.all())
        around = {row.pk: self._around(row) for row in rows}
        responses = Response.objects.bulk_create(
            (Response(questionnaire_id=call.questionnaire_id, made_at=call.opens_at) for _ in range(count)),
            batch_size=2000,
        )
        applications = []
        for number, response in enumerate(responses):
            row = slots[number % len(slots)]
            age = self.chance.choices([15, 16, 17, 18, 19, 20], [8, 14, 33, 28, 11, 6])[0]
            sent_at = call.opens_at + dt.timedelta(minutes=self.chance.randint(60, 50 * 24 * 60 - 60))
            applications.append(
                Application(
                    call=call,
                    status=Status.NEW,
                    email=f"candidature-{call.pk}-{number}@demo.passeurs.example",
                    first_name=self.chance.choice(self.names),
                    last_name="",
                    age=age,
                    commune_code=self.chance.choice(around[row.pk]),
                    season_city=row,
                    track=self.chance.choice(tracks),
                    response=response,
                    charter_accepted_at=sent_at,
                    proven_at=sent_at,
                    started_at=sent_at - dt.timedelta(minutes=14),
                    submitted_at=sent_at,
                )
            )
        made = Application.objects.bulk_create(applications, batch_size=1000)
        self._answers(call, made)

    def _around(self, row: SeasonCity) -> list[str]:
        city = row.city
        near = [
            one.code
            for one in communes().by_code.values()
            if not one.parent and abs(one.lat - city.lat) < AROUND_DEGREES and abs(one.lon - city.lon) < AROUND_DEGREES
        ]
        return [city.insee] * max(1, len(near)) + near

    def _answers(self, call: Call, applications: list[Application]) -> None:
        asked = {one.key: one for one in Question.objects.filter(screen__questionnaire=call.questionnaire_id)}
        texts = self.words["answers"]
        rows: list[Answer] = []
        for application in applications:
            told: dict[str, Any] = {
                "time": self.chance.choice(TIME),
                "travel": self.chance.choices(TRAVEL, [35, 45, 12, 8])[0],
                **{key: self.chance.choice(values) for key, values in texts.items() if key == "why"},
            }
            rows += [
                Answer(response=application.response, question=asked[key], value=value)
                for key, value in told.items()
                if key in asked
            ]
        Answer.objects.bulk_create(rows, batch_size=2000)

    def _quotas(self, call: Call) -> list[Row]:
        """Ages as in the country, and one place in ten for those for whom travelling is hard."""
        places = sum(row.place_count for row in call.season_cities.all())
        return [
            (category, value, 50 * (low + high), round(low * places), round(high * places))
            for category, value, low, high in SHARES
        ]

    def _answer(self, call: Call) -> None:
        told = {"decided_at": self._days(5), "decided_by": self.team, "planned_status": ""}
        rows = call.applications.all()
        rows.filter(planned_status=Status.VALIDATED).update(status=Status.VALIDATED, confirmed_at=self._days(9), **told)
        rows.filter(planned_status=Status.BACKUP).update(
            status=Status.BACKUP, reason="Ton dossier était parmi ceux que le tirage pouvait choisir.", **told
        )
        rows.filter(status=Status.REJECTED).update(**told)

    def _become_ambassadors(self, call: Call) -> None:
        """Those drawn are the season's ambassadors: the same people, city by city; the certificate names nobody."""
        free: dict[int, list[Mandate]] = {}
        for mandate in Mandate.objects.running().filter(season_city__season=self.season).select_related("person"):
            free.setdefault(mandate.season_city_id, []).append(mandate)
        drawn = DrawEntry.objects.filter(draw__call=call, is_selected=True).values("application")
        changed = []
        for application in Application.objects.filter(pk__in=drawn):
            if free.get(application.season_city_id):
                person = free[application.season_city_id].pop().person
                application.person, application.first_name, application.email = person, person.first_name, person.email
                changed.append(application)
        Application.objects.bulk_update(changed, ["person", "first_name", "email"], batch_size=500)


def seed_candidates(season: Season, team: Person, data: Path) -> None:
    """The running season's call, modelled on the open one."""
    like = Call.objects.exclude(season=season).get(state=CallState.OPEN)
    crowd = Crowd(season, team, data)
    crowd.tell(like)
    home = season.season_cities.select_related("city").get(city__slug="dijon")
    seed_jury(crowd.complement(like, home), team, crowd.chance)
