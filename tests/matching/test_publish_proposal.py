"""Published: whoever is concerned is told, nobody else moves, and nobody who left comes back."""

from __future__ import annotations

import pytest

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.groups.actions.erasure import erase_membership
from passeurs.groups.models import Group, Membership
from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.actions.transfer import move_member
from passeurs.matching.actions.variant import ask_what_if
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.choices import WhatIf
from passeurs.matching.models import PartnerWish
from passeurs.matching.running import compute_proposal
from passeurs.notifications.models import Message
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Contact, Partnership
from passeurs.programme.actions import change_mandate
from passeurs.programme.choices import Phase
from passeurs.programme.models import Season
from tests.factories import (
    MandateFactory,
    PartnershipFactory,
    SeasonCityFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return SeasonCityFactory()


@pytest.fixture
def team(row):
    return team_member()


@pytest.fixture
def places(row):
    found = [PartnershipFactory(season_city=row, name=name) for name in ("Opéra", "Cinéma")]
    for place in found:
        Contact.objects.create(partnership=place, name="Nadia", email=f"contact-{place.pk}@lieu.example")
    return found


@pytest.fixture
def people(row, places):
    """Six, free on the same afternoon: three want each place."""
    found = [MandateFactory(season_city=row) for _number in range(6)]
    for number, mandate in enumerate(found):
        save_wish_sheet(mandate=mandate, half_days=["wed_pm"], limit_km=20, needs=[], is_out=False)
        add_wish(mandate=mandate, partnership=places[number % 2])
    return found


@pytest.fixture
def computed(row, people, team):
    return compute_proposal(proposal=make_proposal(season=row.season, by=team))


def told(kind="association_group"):
    return set(Message.objects.filter(kind=kind).values_list("person", flat=True))


def subjects(mailoutbox, place):
    return [mail.subject for mail in mailoutbox if mail.to == [f"contact-{place.pk}@lieu.example"]]


def test_partners_discover_their_group(computed, places, team, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish_proposal(proposal=computed, by=team)
    for place in places:
        assert subjects(mailoutbox, place) == ["Votre groupe est fait"]


def test_who_resigned_since_the_computation_is_given_no_group(computed, people, team):
    change_mandate(mandate=people[0], by=team, state="resigned")
    with pytest.raises(Refused, match=people[0].person.public_name):
        publish_proposal(proposal=computed, by=team)
    assert not Membership.objects.exists()


def test_a_partner_that_ended_since_is_given_no_group(computed, places, team):
    Partnership.objects.filter(pk=places[0].pk).update(state=PartnershipState.ENDED)
    with pytest.raises(Refused, match="Opéra"):
        publish_proposal(proposal=computed, by=team)
    assert not Group.objects.exists()


def test_what_was_moved_by_hand_since_is_not_undone(client, row, computed, people, team, pass_time):
    publish_proposal(proposal=computed, by=team)
    early = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    pass_time(minutes=1)
    one, two = Group.objects.order_by("pk")
    move_member(membership=Membership.objects.filter(group=one).first(), to=two, by=team, reason="Plus près.")
    variant = ask_what_if(proposal=early, by=team, kind=WhatIf.GROUP, actor=one.partnership_id)
    variant = compute_proposal(proposal=variant)
    for proposal in (early, variant):
        with pytest.raises(Refused, match="1 personne a changé de groupe"):
            publish_proposal(proposal=proposal, by=team)
    client.force_login(team)
    page = client.get(early.get_absolute_url())
    assert "1 personne a changé de groupe" in page.text
    assert "Refaire une proposition" in page.text
    again = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    publish_proposal(proposal=again, by=team)
    assert two.memberships.filter(left_at=None).count() == 4


def test_who_wants_no_group_any_more_is_given_none(computed, people, team, pass_time):
    pass_time(minutes=1)
    save_wish_sheet(mandate=people[0], half_days=["wed_pm"], limit_km=20, needs=[], is_out=True)
    with pytest.raises(Refused, match=people[0].person.public_name):
        publish_proposal(proposal=computed, by=team)
    assert not Group.objects.exists()


def test_a_refusal_said_since_is_obeyed_until_the_team_sets_it_aside(computed, people, team):
    (place,) = [one["actor"] for one in computed.result["groups"] if people[0].pk in one["members"]]
    said = PartnerWish.objects.create(partnership_id=place, mandate=people[0], reason="Un différend l’an dernier.")
    with pytest.raises(Refused, match=people[0].person.public_name):
        publish_proposal(proposal=computed, by=team)
    said.is_set_aside = True
    said.save()
    publish_proposal(proposal=computed, by=team)
    assert Membership.objects.filter(mandate=people[0], group__partnership=place).exists()


def test_when_somebody_leaves_those_concerned_are_told_and_no_one_else(
    row, computed, people, team, mailoutbox, django_capture_on_commit_callbacks
):
    publish_proposal(proposal=computed, by=team)
    referent, gone = referent_of(row.city), people[0]
    group = Group.objects.get(memberships__mandate=gone)
    Message.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        change_mandate(mandate=gone, by=team, state="resigned")
    stay = {person.pk for person in members_of(group)}
    assert told() == stay | {referent.pk}
    assert subjects(mailoutbox, group.partnership)[-1] == "Votre groupe change"
    assert not Message.objects.filter(person__in=stay, title__contains=gone.person.public_name).exists()


def test_the_next_proposal_moves_only_whom_it_must_and_tells_who_stays(row, computed, people, places, team):
    publish_proposal(proposal=computed, by=team)
    late = MandateFactory(season_city=row)
    save_wish_sheet(mandate=late, half_days=["wed_pm"], limit_km=20, needs=[], is_out=False)
    add_wish(mandate=late, partnership=places[0])
    before = set(Membership.objects.values_list("pk", flat=True))
    Message.objects.all().delete()
    again = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    publish_proposal(proposal=again, by=team)
    now = Membership.objects.filter(left_at=None)
    assert before < set(now.values_list("pk", flat=True))
    group = now.get(mandate=late).group
    assert told() == {person.pk for person in members_of(group)}
    assert Message.objects.get(person=late.person).title == "Ton groupe associé est fait : Opéra"


def test_who_loses_their_group_is_told_and_not_that_a_partner_refuses_them(row, computed, people, places, team):
    publish_proposal(proposal=computed, by=team)
    lost = people[0]
    for place in places:
        PartnerWish.objects.create(partnership=place, mandate=lost, reason="Un différend l’an dernier.")
    Message.objects.all().delete()
    again = compute_proposal(proposal=make_proposal(season=row.season, by=team))
    publish_proposal(proposal=again, by=team)
    message = Message.objects.get(person=lost.person)
    assert message.title == "La nouvelle répartition n’a pas de groupe pour toi"
    assert any("refus" in one["why"] for one in again.result["unplaced"])
    assert "refus" not in message.body
    assert "écris-lui" in message.body


def test_an_erased_account_leaves_its_group_in_silence_of_its_name(row):
    group = associated_group(PartnershipFactory(season_city=row), size=3)
    gone, *stay = members_of(group)
    erase_membership(gone)
    assert told() == {person.pk for person in stay}
    assert not Message.objects.filter(title__contains=gone.public_name).exists()


def test_a_contact_whose_access_was_taken_away_is_written_nothing(
    row, team, mailoutbox, django_capture_on_commit_callbacks
):
    source = associated_group(PartnershipFactory(season_city=row), size=3)
    target = associated_group(PartnershipFactory(season_city=row))
    Contact.objects.create(
        partnership=target.partnership, name="Nadia", email="partie@lieu.example", revoked_at=clock.now()
    )
    membership = source.memberships.first()
    with django_capture_on_commit_callbacks(execute=True):
        move_member(membership=membership, to=target, by=team, reason="Plus près de chez elle.")
    assert [mail for mail in mailoutbox if mail.to == ["partie@lieu.example"]] == []


def test_at_the_end_of_a_season_nobody_is_told_that_everybody_leaves(row, team):
    group = associated_group(PartnershipFactory(season_city=row), size=3)
    Season.objects.update(phase=Phase.HANDOVER)
    change_mandate(mandate=group.memberships.first().mandate, by=team, state="ended")
    assert told() == set()
    assert len(members_of(group)) == 2
