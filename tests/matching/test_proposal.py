"""Groups are computed, published, computed again."""

from __future__ import annotations

import pytest

from passeurs.core.verdict import Refused
from passeurs.groups.actions.erasure import erase_membership
from passeurs.groups.models import Group, Membership
from passeurs.matching import running
from passeurs.matching.actions.erasure import erase_wishes
from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal, PeerPreference, WishSheet
from passeurs.matching.running import compute_proposal
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.programme.actions import change_mandate
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    associated_group,
    members_of,
    moment,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    made = associated_group(made_at=moment(2026, 10, 3, 9))
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


@pytest.fixture
def season():
    """Six people and two places in Dijon, everyone free on Wednesday afternoon."""
    places = [PartnershipFactory(name="Opéra")]
    row = places[0].season_city
    places.append(PartnershipFactory(season_city=row, name="Cinéma"))
    for number in range(6):
        mandate = MandateFactory(season_city=row)
        save_wish_sheet(mandate=mandate, half_days=["wed_pm"], limit_km=20, needs=[], is_out=False)
        add_wish(mandate=mandate, partnership=places[number % 2])
    return row.season


def test_a_proposal_is_computed_published_once_and_told(client, season):
    team = team_member()
    client.force_login(team)
    proposal = make_proposal(season=season, by=team)
    with pytest.raises(Refused, match="pas terminé"):
        publish_proposal(proposal=proposal, by=team)
    compute_proposal(proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.READY
    assert proposal.result["quality"]["placed"] == 100
    page = client.get(proposal.get_absolute_url())
    assert "Publier ces groupes" in page.text
    assert client.post(f"{proposal.get_absolute_url()}publier/").status_code == 302
    assert Group.objects.running().count() == 2
    assert Membership.objects.filter(left_at=None).count() == 6
    assert Message.objects.filter(kind="association_group").count() == 6
    with pytest.raises(Refused, match="déjà publiée"):
        publish_proposal(proposal=proposal, by=team)


def test_matching_again_keeps_the_groups_that_stand(season):
    team = team_member()
    first = compute_proposal(proposal=make_proposal(season=season, by=team))
    publish_proposal(proposal=first, by=team)
    before = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    gone = Membership.objects.filter(left_at=None).first().mandate
    change_mandate(mandate=gone, by=team, state="resigned")
    assert Membership.objects.filter(mandate=gone, left_at=None).count() == 0
    second = compute_proposal(proposal=make_proposal(season=season, by=team))
    publish_proposal(proposal=second, by=team)
    after = set(Membership.objects.filter(left_at=None).values_list("pk", flat=True))
    assert len(before - after) == 1
    assert after < before
    assert Group.objects.running().count() == 2


def test_nothing_to_match_is_said_and_a_killed_solver_too(season, settings, monkeypatch):
    team = team_member()
    proposal = make_proposal(season=season, by=team)
    monkeypatch.setattr(running, "SOLVER", "passeurs.n_existe_pas")
    compute_proposal(proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.FAILED
    assert "n_existe_pas" in proposal.told
    WishSheet.objects.all().delete()
    with pytest.raises(Refused, match="au moins une personne"):
        make_proposal(season=season, by=team)
    assert MatchingProposal.objects.count() == 1


def test_an_erased_person_leaves_no_wish_and_no_name_in_others_lists(group):
    person, other = members_of(group)
    sheet = WishSheet.objects.get(mandate__person=other)
    PeerPreference.objects.create(sheet=sheet, other=person.mandates.get(), is_wanted=False)
    erase_wishes(person)
    erase_membership(person)
    assert not WishSheet.objects.filter(mandate__person=person).exists()
    assert not PeerPreference.objects.exists()
    assert Membership.objects.filter(mandate__person=person, left_at=None).count() == 0
