"""Variants: one more demand, near what was proposed; compared in names; and why somebody got what they got."""

from __future__ import annotations

import pytest

from passeurs.core.verdict import Refused
from passeurs.groups.models import Group
from passeurs.matching.actions import variant as variant_actions
from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.choices import ProposalState, WhatIf
from passeurs.matching.models import MatchingProposal
from passeurs.matching.queries.variant import asked_in_words, compare
from passeurs.matching.running import compute_proposal
from tests.factories import MandateFactory, PartnershipFactory, SeasonCityFactory, referent_of, team_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return team_member()


@pytest.fixture
def row():
    return SeasonCityFactory()


@pytest.fixture
def places(row):
    """The opera of one group; the cinema of one group."""
    return [PartnershipFactory(season_city=row, name=name, group_count=1) for name in ("Opéra", "Cinéma")]


@pytest.fixture
def proposal(row, places, team):
    """Six who all want the opera first: five there would leave one alone, so two are at the cinema."""
    for _number in range(6):
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(
            mandate=mandate, half_days=["wed_pm"], limit_km=50, needs=[], is_out=False, wanted=[], avoided=[]
        )
        for place in places:
            add_wish(mandate=mandate, partnership=place)
    made = make_proposal(season=row.season, by=team)
    return compute_proposal(proposal=made)


def at(proposal, place):
    return {pk for group in proposal.result["groups"] if group["actor"] == place.pk for pk in group["members"]}


def test_a_lock_moves_as_few_as_it_can_and_says_whom(client, proposal, places, team):
    opera, cinema = places
    somebody = min(at(proposal, cinema))
    variant = variant_actions.ask_what_if(proposal=proposal, by=team, kind=WhatIf.LOCK, person=somebody, actor=opera.pk)
    variant = compute_proposal(proposal=variant)
    assert variant.state == ProposalState.READY, variant.told
    assert somebody in at(variant, opera)
    found = compare(proposal, variant)
    assert {one.is_gain for one in found.changes} == {True, False}
    assert len(found.changes) == 2
    assert "placer cette personne" in asked_in_words(variant)[0]
    client.force_login(team)
    page = client.get(f"/equipe/associations/repartition/{variant.pk}/depuis/{proposal.pk}/").text
    assert "2 personnes changent de groupe" in page
    assert "moins bien" in page
    assert "Comparer avec la proposition de départ" in client.get(variant.get_absolute_url()).text
    publish_proposal(proposal=variant, by=team)
    assert Group.objects.count() == 2
    with pytest.raises(Refused):
        publish_proposal(proposal=variant, by=team)


def test_never_one_more_group_one_more_half_day(proposal, places, team):
    opera, cinema = places
    somebody = min(at(proposal, opera))
    never = variant_actions.ask_what_if(proposal=proposal, by=team, kind=WhatIf.FORBID, person=somebody, actor=opera.pk)
    assert somebody not in at(compute_proposal(proposal=never), opera)
    more = variant_actions.ask_what_if(proposal=proposal, by=team, kind=WhatIf.GROUP, actor=opera.pk)
    assert next(one for one in more.problem["actors"] if one["id"] == opera.pk)["groups"] == 2
    half = variant_actions.ask_what_if(proposal=more, by=team, kind=WhatIf.HALF_DAY, actor=opera.pk, half_day="sat_am")
    assert "sat_am" in next(one for one in half.problem["actors"] if one["id"] == opera.pk)["half_days"]
    assert [one["kind"] for one in half.asked] == ["group", "half_day"]
    assert proposal.problem["actors"][0]["groups"] == 1
    assert cinema.name


def test_a_demand_that_names_nobody_is_refused_and_only_the_team_asks(client, proposal, places, team, row):
    client.force_login(team)
    url = f"/equipe/associations/repartition/{proposal.pk}/et-si/"
    assert client.post(url, {"kind": "lock"}).status_code == 422
    assert client.post(url, {"kind": "half_day", "actor": str(places[0].pk)}).status_code == 422
    assert client.post(url, {"kind": "group", "actor": "999999"}).status_code == 422
    assert client.post(url, {"kind": "group", "actor": str(places[0].pk)}).status_code == 302
    assert MatchingProposal.objects.count() == 2
    client.force_login(referent_of(row.city))
    assert client.get(url).status_code == 403


def test_whoever_got_a_place_they_did_not_rank_reads_so(client, row, places, team):
    opera, cinema = places
    for _number in range(6):
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(
            mandate=mandate, half_days=["wed_pm"], limit_km=50, needs=[], is_out=False, wanted=[], avoided=[]
        )
        add_wish(mandate=mandate, partnership=opera)
    made = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    somebody = min(at(made, cinema))
    client.force_login(team)
    page = client.get(f"/equipe/associations/repartition/{made.pk}/pourquoi/{somebody}/").text
    assert "Cinéma, hors de ses vœux" in page
    assert "vœu n°" not in page


def test_why_not_better_is_told_in_names(client, proposal, places, team):
    _opera, cinema = places
    somebody = min(at(proposal, cinema))
    client.force_login(team)
    page = client.get(f"/equipe/associations/repartition/{proposal.pk}/pourquoi/{somebody}/").text
    assert "Opéra" in page
    assert "vœu n° 2" in page
    assert "Pourquoi pas mieux" in page
    assert client.get(f"/equipe/associations/repartition/{proposal.pk}/pourquoi/999999/").status_code == 404
