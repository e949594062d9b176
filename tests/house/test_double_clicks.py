"""Two clicks at once are one: one draw, one matching, one subscription."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.editorial.actions.subscription import subscribe
from passeurs.editorial.models import Rhythm, Subscription
from passeurs.matching.actions.proposal import make_proposal
from passeurs.matching.actions.wish import save_wish_sheet
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal
from passeurs.recruitment.actions.draw import prepare_draw
from passeurs.recruitment.choices import CallState, DrawState, Status
from passeurs.recruitment.models import Application, Draw
from tests.factories import MandateFactory, PartnershipFactory, SeasonCityFactory, team_member
from tests.matching.test_proposal_fault import at_once
from tests.recruitment.making import make_call, sent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queued(settings):
    """The worker is another process: what was asked for is still being computed when it is asked for again."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_one_draw():
    call, team = make_call(), team_member()
    for number in range(4):
        sent(call, email=f"c{number}@exemple.fr")
    Application.objects.update(status=Status.PRESELECTED)
    call.state = CallState.CLOSED
    call.save()
    when = clock.now() + dt.timedelta(days=1)

    def prepare():
        return prepare_draw(call=call, by=team, source="Dés lancés en public", draw_at=when).pk

    assert len(set(at_once(prepare, prepare, prepare))) == 1
    assert Draw.objects.filter(state=DrawState.COMPUTING).count() == 1
    assert JournalEntry.objects.filter(verb="prepare_draw").count() == 1


def test_one_matching():
    row, team = SeasonCityFactory(), team_member()
    PartnershipFactory(season_city=row)
    for _ in range(2):
        save_wish_sheet(
            mandate=MandateFactory(season_city=row), half_days=["wed_pm"], limit_km=20, needs=[], is_out=False
        )

    def match():
        return make_proposal(season=row.season, by=team).pk

    assert len(set(at_once(match, match, match))) == 1
    assert MatchingProposal.objects.filter(state=ProposalState.COMPUTING).count() == 1
    MatchingProposal.objects.update(state=ProposalState.FAILED)
    match()
    assert MatchingProposal.objects.count() == 2


def test_one_subscription(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    rhythm = Rhythm.objects.first()

    def ask():
        subscribe(email="Lectrice@exemple.fr", city=None, tastes=[], rhythm=rhythm)
        return "asked"

    assert at_once(ask, ask, ask) == ["asked"] * 3
    assert Subscription.objects.get().asked_count == 1
    assert len(mail.outbox) == 1
