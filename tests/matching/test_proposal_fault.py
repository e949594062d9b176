"""What goes wrong at the worst moment: two at once, a clock that changes, a solver that dies, nobody who is free."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess

import pytest

from passeurs.core.verdict import Refused
from passeurs.groups.models import Group, Membership
from passeurs.matching import running
from passeurs.matching.actions.proposal import fail_lost_proposals, make_proposal, publish_proposal
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal, PartnerWish
from passeurs.matching.running import compute_proposal
from passeurs.notifications.models import Message
from passeurs.programme.actions import change_mandate
from passeurs.programme.models import Mandate
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    SeasonCityFactory,
    team_member,
)
from tests.races import at_once

pytestmark = pytest.mark.django_db


def ready(count=6, **wishes):
    """A computed proposal: people free on the same afternoon, two places; and who asked for it."""
    row, team = SeasonCityFactory(), team_member()
    places = [PartnershipFactory(season_city=row, name=name) for name in ("Opéra", "Cinéma")]
    for number in range(count):
        asked = {"half_days": ["wed_pm"], "limit_km": 20, "needs": [], "is_out": False} | wishes
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(mandate=mandate, **asked)
        add_wish(mandate=mandate, partnership=places[number % 2])
    return make_proposal(season=row.season, by=team), team


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_the_groups_once():
    proposal, team = ready()
    proposal = compute_proposal(proposal=proposal)
    other = team_member()
    outcomes = at_once(
        lambda: bool(publish_proposal(proposal=proposal, by=team)),
        lambda: bool(publish_proposal(proposal=proposal, by=other)),
    )
    assert sorted(map(str, outcomes)) == ["True", "refused"]
    assert Group.objects.count() == 2
    assert Membership.objects.count() == 6
    assert Message.objects.filter(kind="association_group").count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_proposals_published_at_once_make_the_groups_of_one(pass_time):
    first, team = ready()
    second = compute_proposal(proposal=make_proposal(season=first.season, by=team))
    first = compute_proposal(proposal=first)
    pass_time(minutes=1)
    outcomes = at_once(
        lambda: bool(publish_proposal(proposal=first, by=team)),
        lambda: bool(publish_proposal(proposal=second, by=team)),
    )
    assert sorted(map(str, outcomes)) == ["True", "refused"]
    assert Group.objects.running().count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_resigns_while_groups_are_published_is_in_none():
    proposal, team = ready()
    proposal = compute_proposal(proposal=proposal)
    gone = Mandate.objects.first()
    at_once(
        lambda: bool(publish_proposal(proposal=proposal, by=team)),
        lambda: bool(change_mandate(mandate=gone, by=team, state="resigned")),
    )
    assert not Membership.objects.filter(mandate=gone, left_at=None).exists()


def test_out_of_time_the_best_found_is_kept_and_said(client, settings):
    settings.MATCHING_SECONDS = 0.01
    proposal, team = ready(count=12)
    proposal = compute_proposal(proposal=proposal)
    assert proposal.state == ProposalState.READY
    assert not proposal.result["complete"]
    client.force_login(team)
    assert "Le temps a manqué" in client.get(proposal.get_absolute_url()).text


def test_a_solver_that_is_killed_is_said_in_words_and_nothing_is_lost(client, monkeypatch):
    proposal, team = ready()
    published = compute_proposal(proposal=proposal)
    publish_proposal(proposal=published, by=team)
    before = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    run = subprocess.run

    def killed(command, **options):
        return run(["sh", "-c", f"kill -{int(signal.SIGKILL)} $$"], **options)

    proposal = make_proposal(season=published.season, by=team)
    monkeypatch.setattr(running.subprocess, "run", killed)
    proposal = compute_proposal(proposal=proposal)
    assert (proposal.state, proposal.result) == (ProposalState.FAILED, None)
    client.force_login(team)
    assert "Le calcul s’est arrêté sans résultat. Relancez-le." in client.get(proposal.get_absolute_url()).text
    with pytest.raises(Refused, match="pas terminé"):
        publish_proposal(proposal=proposal, by=team)
    assert set(Membership.objects.filter(left_at=None).values_list("pk", flat=True)) == before
    monkeypatch.undo()
    again = compute_proposal(proposal=make_proposal(season=published.season, by=team))
    assert again.state == ProposalState.READY


def test_a_worker_that_died_with_its_solver_is_not_waited_for_without_end(client):
    proposal, team = ready()
    MatchingProposal.objects.update(state=ProposalState.COMPUTING, result=None)
    proposal.refresh_from_db()
    assert fail_lost_proposals(proposal.made_at + dt.timedelta(minutes=50)) == 0
    later = proposal.made_at + dt.timedelta(minutes=70)
    assert [fail_lost_proposals(later) for _twice in range(2)] == [1, 0]
    client.force_login(team)
    assert "Le calcul s’est perdu" in client.get(proposal.get_absolute_url()).text


def test_somebody_without_a_half_day_is_told_and_stops_nobody(client):
    proposal, team = ready()
    row = Mandate.objects.first()
    save_wish_sheet(mandate=row, half_days=[], limit_km=20, needs=[], is_out=False)
    proposal = compute_proposal(proposal=make_proposal(season=proposal.season, by=team))
    assert [one["id"] for one in proposal.result["unplaced"]] == [row.pk]
    assert sum(len(one["members"]) for one in proposal.result["groups"]) == 5
    client.force_login(team)
    page = client.get(proposal.get_absolute_url()).text
    assert row.person.public_name in page
    assert "demi-journée" in proposal.result["unplaced"][0]["why"]
    client.force_login(row.person)
    assert client.get("/moi/association/").status_code == 200


def test_an_actor_too_far_for_all_and_one_that_refuses_all_get_no_group():
    proposal, team = ready()
    season = proposal.season
    row = Mandate.objects.first().season_city
    far = PartnershipFactory(season_city=row, name="Loin", lat=48.6)
    closed = PartnershipFactory(season_city=row, name="Fermé")
    for mandate in Mandate.objects.all():
        PartnerWish.objects.create(partnership=closed, mandate=mandate, reason="Pas cette saison.")
    proposal = compute_proposal(proposal=make_proposal(season=season, by=team))
    assert proposal.state == ProposalState.READY
    assert {far.pk, closed.pk} & {one["actor"] for one in proposal.result["groups"]} == set()
    assert {far.pk, closed.pk} <= {one["id"] for one in proposal.result["unused"]}
    assert proposal.result["quality"]["placed"] == 100
