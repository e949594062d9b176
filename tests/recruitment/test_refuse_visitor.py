"""Every rule that asks who it is answers a visitor, in words."""

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser

from passeurs.core import clock
from passeurs.core.verdict import Verdict
from passeurs.recruitment import rules
from passeurs.recruitment.models import Intake, Reading
from tests.factories import team_member
from tests.recruitment.making import committed_draw, make_call, sent

pytestmark = pytest.mark.django_db
ABOUT_A_PERSON = [
    getattr(rules, name)
    for name in rules.__all__
    if callable(getattr(rules, name)) and "person" in inspect.signature(getattr(rules, name)).parameters
]


@pytest.fixture
def things():
    """One of each thing that a rule may be about."""
    call = make_call()
    application = sent(call)
    team = team_member()
    return {
        "call": call,
        "application": application,
        "track": call.tracks.get(),
        "draw": committed_draw(call),
        "intake": Intake(call=call, made_by=team, content="x"),
        "reading": Reading(application=application, reader=team),
        "question": application.response.questionnaire.screens.first().questions.first(),
        "at": clock.now(),
        "state": "closed",
        "status": "VALIDATED",
        "phase": "reading",
        "is_eligible": True,
        "why": "",
        "reason": "",
    }


@pytest.mark.parametrize("rule", ABOUT_A_PERSON, ids=lambda rule: rule.__name__)
def test_a_visitor_is_refused_in_words(rule, things):
    asked = [name for name in inspect.signature(rule).parameters if name != "person"]
    for visitor in (AnonymousUser(), None):
        verdict = rule(person=visitor, **{name: things[name] for name in asked})
        assert isinstance(verdict, Verdict)
        assert not verdict
        assert verdict.reason
