"""An open call in Dijon, and applications at the stage a test needs."""

from __future__ import annotations

import datetime as dt
import re

from django.core import mail

from passeurs.core import clock
from passeurs.people.actions import issue_link, take_up_link
from passeurs.people.models import Guardianship
from passeurs.people.queries import find_link
from passeurs.programme.choices import Phase
from passeurs.programme.models import Charter
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Question, Questionnaire, Screen
from passeurs.recruitment.actions import application as application_actions
from passeurs.recruitment.choices import CallState, DrawState
from passeurs.recruitment.models import Application, Call, Criterion, Draw, Track
from passeurs.recruitment.queries.application import CANDIDATE_LINK, GUARDIAN_LINK
from tests.factories import CityFactory, SeasonCityFactory, SeasonFactory

LINK = re.compile(r"http://localhost:8000(/(?:candidature|accord)/\S+)")


def make_questionnaire(**fields):
    """Two screens: a required text and a choice; a file, a voice, a consent."""
    questionnaire = Questionnaire.objects.create(title="Candidater", **fields)
    first = Screen.objects.create(questionnaire=questionnaire, position=1, title="Toi et la culture")
    second = Screen.objects.create(questionnaire=questionnaire, position=2, title="Te donner la parole")
    Question.objects.create(
        screen=first, position=1, kind=Kind.LONG_TEXT, label="Pourquoi ?", is_required=True, key="why"
    )
    Question.objects.create(
        screen=first, position=2, kind=Kind.CHOICES, label="Quand ?", options=["Le soir", "Le samedi"], key="when"
    )
    Question.objects.create(screen=second, position=1, kind=Kind.FILE, label="Une image", max_mb=1, key="picture")
    Question.objects.create(
        screen=second, position=2, kind=Kind.CONSENT, label="C’est de moi.", is_required=True, key="truth"
    )
    return questionnaire


def make_call(*, is_ready=True, **fields):
    """A call open for ten days, for people of 15 to 20 on 1 September."""
    at = clock.now()
    season = fields.pop("season", None) or SeasonFactory(phase=Phase.RECRUITMENT)
    charter, _made = Charter.objects.get_or_create(
        programme=season.programme, version=1, defaults={"body": "Je viens, je dis, je réponds."}
    )
    given = {
        "season": season,
        "slug": f"appel-{season.pk}",
        "title": "Devenir ambassadrice",
        "summary": "Un an pour faire découvrir la culture de ta ville, avec d’autres jeunes de ton âge.",
        "presentation": "Deux heures par semaine.",
        "opens_at": at - dt.timedelta(days=5),
        "closes_at": at + dt.timedelta(days=10),
        "answer_on": (at + dt.timedelta(days=40)).date(),
        "min_age": 15,
        "max_age": 20,
        "age_on": at.date(),
        "charter": charter,
        "questionnaire": make_questionnaire(frozen_at=at),
        "rule_text": "Deux lectures, puis un tirage.",
        "data_text": "Lues par l’équipe seulement.",
        "state": CallState.OPEN,
    }
    call = Call.objects.create(**given | fields)
    if is_ready:
        track = Track.objects.create(call=call, name="Critique", presentation="Aller voir, puis dire.")
        Criterion.objects.create(track=track, label="Curiosité", weight=2)
        call.season_cities.add(SeasonCityFactory(season=season))
    return call


def birth(age):
    """The birth date of somebody who turned `age` a month ago."""
    today = clock.today()
    return (today - dt.timedelta(days=30)).replace(year=(today - dt.timedelta(days=30)).year - age, day=1)


def start(call, *, age=19, email="lina@exemple.fr", is_proven=True, **fields):
    """A draft, just started: the application and the browser's token."""
    given = {
        "call": call,
        "email": email,
        "first_name": "Lina",
        "born_on": birth(age),
        "season_city": call.season_cities.first(),
        "is_proven": is_proven,
    }
    return application_actions.start_application(**given | fields)


def fill(application):
    """Everything that is required."""
    who = {"last_name": "Moreau", "commune_code": "21231", "track": application.call.tracks.first()}
    if application.is_minor(clock.today()):
        who |= {"guardian_name": "Paul Moreau", "guardian_email": "paul@exemple.fr"}
    application_actions.save_identity(application=application, **who)
    answer(application, why="Parce que ça me plaît.", truth=True)
    application.refresh_from_db()
    return application


def answer(application, **values):
    """Answers by key."""
    questions = Question.objects.filter(screen__questionnaire=application.response.questionnaire)
    found = {question: values[question.key] for question in questions if question.key in values}
    application_actions.save_screen(application=application, values=found)


def sent(call, *, is_read=True, **fields):
    """A file that was sent, by somebody who reads the mail of its address."""
    application, _token = start(call, **fields)
    if is_read:
        take_up_link(link=find_link(token_of(application), CANDIDATE_LINK))
    return application_actions.submit_application(application=fill(application))


def token_of(application):
    """A fresh mailed link of a candidate, or of a guardian."""
    purpose = GUARDIAN_LINK if isinstance(application, Guardianship) else CANDIDATE_LINK
    return issue_link(purpose=purpose, subject=application, days=30, is_mailed=True)


def last_link(to):
    """The private address in the last mail to somebody."""
    letters = [letter for letter in mail.outbox if letter.to == [to]]
    return LINK.search(letters[-1].body)[1]


def answers_of(application):
    """What is kept, by key."""
    return {row.question.key: row.value for row in application.response.answers.select_related("question")}


def another_city(call, name="Lille", insee="59350", place_count=24):
    """A second city of the call."""
    row = SeasonCityFactory(season=call.season, city=CityFactory(insee=insee, name=name), place_count=place_count)
    call.season_cities.add(row)
    return row


def count_sent():
    """Files sent and counted."""
    return Application.objects.real().sent().count()


def committed_draw(call):
    """A draw that was done, of two people for one place: what its pages read of it."""
    public = {
        "types": [{"pseudonyms": ["a" * 24, "b" * 24], "seal": "0"}],
        "panels": [{"weight": 1_000_000, "counts": [[0, 1]]}],
        "denominator": 1_000_000,
        "size": 1,
        "minimum": "1/2",
        "quotas": [{"where": {"city": "21231"}, "minimum": 1, "maximum": 1}],
    }
    return Draw.objects.create(
        call=call,
        state=DrawState.DRAWN,
        source="Tirage public du 1er décembre",
        draw_at=clock.now(),
        lottery=public,
        kept={"salt": "sel-secret"},
        commitment="c" * 64,
        committed_at=clock.now(),
        beacon="ab" * 16,
        rehearsal={"rehearsal": True, "selected": ["b" * 24]},
        certificate={"lottery": public, "selected": ["a" * 24], "panel": 0},
        drawn_at=clock.now(),
    )
