"""The invented call: open, for the next season, with applications in every state, trials kept apart."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from pathlib import Path
from typing import Any

from passeurs.core import clock
from passeurs.people.actions import issue_link, take_up_link
from passeurs.people.models import Person, PrivateLink
from passeurs.people.queries import MAJORITY, link_digest
from passeurs.portal.queries import HOME_CITY
from passeurs.programme.actions import clone_season
from passeurs.programme.choices import Phase
from passeurs.programme.models import Season
from passeurs.questionnaires.actions import make_default_questionnaire
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Question
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.actions import call as call_actions
from passeurs.recruitment.actions import correction as correction_actions
from passeurs.recruitment.actions import decision as decision_actions
from passeurs.recruitment.actions import place as place_actions
from passeurs.recruitment.actions import track as track_actions
from passeurs.recruitment.actions.guardian import answer_as_guardian
from passeurs.recruitment.choices import CallState, Status
from passeurs.recruitment.models import Application, Call, Track
from passeurs.recruitment.queries.application import CANDIDATE_LINK, KEY_DAYS

# What became of each application, in turn; the rest is only received.
STORIES = (
    "sent", "minor-asked", "minor-given", "draft", "sent", "studied", "minor-given", "preselected", "sent",
    "correction", "minor-asked", "backup", "sent", "validated", "rejected", "minor-refused", "sent", "withdrawn",
    "confirmed", "draft",
)  # fmt: skip
APPLICATIONS = 64
TEXTS = ("title", "summary", "presentation", "rule_text", "data_text")
DAY = dt.timedelta(days=1)


class Recruiter:
    """Writes the call and its applications through the product's own actions, so that every trail is there."""

    def __init__(self, season: Season, team: Person, chance: random.Random, data: Path) -> None:
        self.team, self.chance = team, chance
        self.words = tomllib.loads((data / "call.toml").read_text(encoding="utf-8"))
        self.names = [line.strip() for line in (data / "first_names.txt").read_text(encoding="utf-8").split("\n")]
        self.names = [name for name in self.names if name]
        self.now = clock.now()
        self.call = self._open_call(season)
        self.rows = list(self.call.season_cities.select_related("city").order_by("city__name"))
        home = [row for row in self.rows if row.city.insee == HOME_CITY]
        self.places = home * 3 + self.rows
        self.questions = list(Question.objects.filter(screen__questionnaire=self.call.questionnaire))
        self.tracks = list(self.call.tracks.all())

    def tell(self) -> None:
        """Every state, and two trials of the team."""
        for number in range(APPLICATIONS):
            self._apply(number, STORIES[number % len(STORIES)])
        for _trial in range(2):
            application_actions.start_test_application(call=self.call, by=self.team)
        trial = Application.objects.filter(is_test=True).latest("pk")
        self._fill(trial, self.now)
        application_actions.submit_application(application=trial)

    def _open_call(self, season: Season) -> Call:
        coming = clone_season(season=season, by=self.team)
        Season.objects.filter(pk=coming.pk).update(phase=Phase.RECRUITMENT)
        programme = season.programme
        call = call_actions.save_call(
            call=Call(season=coming),
            by=self.team,
            season_cities=list(coming.season_cities.all()),
            slug=f"saison-{coming.number}",
            opens_at=(self.now - 21 * DAY).replace(hour=8, minute=0, second=0, microsecond=0),
            closes_at=(self.now + 24 * DAY).replace(hour=21, minute=0, second=0, microsecond=0),
            answer_on=(self.now + 75 * DAY).date(),
            min_age=programme.min_age,
            max_age=programme.max_age,
            age_on=coming.starts_on,
            charter=programme.charters.first(),
            questionnaire=make_default_questionnaire(by=self.team),
            **{name: self.words[name].strip() for name in TEXTS},
        )
        for told in self.words["track"]:
            criteria = [(label, weight) for label, weight in told["criteria"]]
            words = {"name": told["name"], "presentation": told["presentation"]}
            track_actions.save_track(track=Track(call=call), by=self.team, criteria=criteria, **words)
        return call_actions.move_call(call=call, by=self.team, state=CallState.OPEN)

    def _apply(self, number: int, story: str) -> None:
        at = self.now - dt.timedelta(hours=6 + 7 * number)
        name = self.chance.choice(self.names)
        row = self.places[number % len(self.places)]
        application, _token = application_actions.start_application(
            call=self.call,
            email=f"candidat{number}@demo.passeurs.example",
            first_name=name,
            born_on=self._birth(is_minor=story.startswith("minor")),
            season_city=row,
            is_proven=True,
            at=at,
        )
        token = issue_link(purpose=CANDIDATE_LINK, subject=application, days=KEY_DAYS, is_mailed=True, at=at)
        take_up_link(link=PrivateLink.objects.get(digest=link_digest(token)), at=at)
        self._fill(application, at, is_whole=story != "draft")
        if story == "draft":
            return
        application = application_actions.submit_application(application=application, at=at)
        self._happen(application, story, at)

    def _birth(self, *, is_minor: bool) -> dt.date:
        """A birth date of the call's ages: under 18 today, or not."""
        youngest = self.call.age_on - dt.timedelta(days=self.call.min_age * 366)
        oldest = self.call.age_on - dt.timedelta(days=self.call.max_age * 366)
        of_age = clock.today() - dt.timedelta(days=MAJORITY * 366)
        first, last = (of_age + 30 * DAY, youngest) if is_minor else (oldest, of_age)
        return first + dt.timedelta(days=self.chance.randint(0, (last - first).days))

    def _fill(self, application: Application, at: dt.datetime, *, is_whole: bool = True) -> None:
        names = ["Martin", "Benali", "Lefèvre", "Diallo", "Nguyen", "Moreau", "Kaya", "Garcia", "Rousseau", "Haddad"]
        given: dict[str, Any] = {
            "last_name": self.chance.choice(names),
            "commune_code": application.season_city.city.insee,
            "track": self.chance.choice(self.tracks),
        }
        if application.is_minor(clock.today()):
            given["guardian_name"] = f"{self.chance.choice(self.names)} {given['last_name']}"
            given["guardian_email"] = f"parent{application.pk}@demo.passeurs.example"
        application_actions.save_identity(application=application, at=at, **given)
        questions = self.questions if is_whole else self.questions[:2]
        values = {question: self._answer(question) for question in questions if not question.is_upload}
        application_actions.save_screen(application=application, values=values, at=at)

    def _answer(self, question: Question) -> Any:
        if question.kind == Kind.CHOICES:
            return self.chance.sample(question.options, 2)
        if question.kind == Kind.CHOICE:
            return self.chance.choice(question.options)
        if question.kind == Kind.SCALE:
            return self.chance.randint(1, question.scale_size or 5)
        if question.kind == Kind.CONSENT:
            return True
        return self.chance.choice(self.words["answers"].get(question.key, [""]))

    def _happen(self, application: Application, story: str, at: dt.datetime) -> None:
        later = min(at + DAY, self.now)
        decided = {
            "studied": (Status.WAITING, ""),
            "preselected": (Status.PRESELECTED, ""),
            "backup": (Status.BACKUP, self.words["backup"]),
            "rejected": (Status.REJECTED, self.words["rejected"]),
            "validated": (Status.VALIDATED, ""),
            "confirmed": (Status.VALIDATED, ""),
        }
        if story in decided:
            status, reason = decided[story]
            application = decision_actions.decide_application(
                application=application, by=self.team, status=status, reason=reason, at=later
            )
        if story == "confirmed":
            place_actions.confirm_place(application=application, at=later)
        elif story == "withdrawn":
            application_actions.withdraw_application(application=application, at=later)
        elif story == "correction":
            question = next(one for one in self.questions if one.key == "why")
            message = self.words["correction"]
            correction_actions.ask_correction(
                application=application, question=question, message=message, by=self.team, at=later
            )
        elif story in ("minor-given", "minor-refused") and application.guardianship:
            purposes = ["participation", "voice"] if story == "minor-given" else []
            answer_as_guardian(
                application=application,
                guardianship=application.guardianship,
                purposes=purposes,
                signed_name=application.guardian_name,
                at=later,
            )


def seed_recruitment(season: Season, team: Person, data: Path) -> None:
    """Open the call and tell its applications."""
    Recruiter(season, team, random.Random(season.number), data).tell()
