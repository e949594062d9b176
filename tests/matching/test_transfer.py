"""A member moves, two groups merge: sizes, half-days and wishes hold, everybody is told, the rest stays."""

from __future__ import annotations

import datetime as dt

import pytest

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.groups.actions.meeting import plan_meeting
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Membership
from passeurs.matching.actions import transfer
from passeurs.matching.models import PeerPreference, WishSheet
from passeurs.matching.queries.transfer import with_members
from passeurs.matching.rules.transfer import destinations_for
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.projects.actions.project import start_project
from tests.factories import (
    PartnershipFactory,
    SeasonCityFactory,
    associated_group,
    members_of,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return SeasonCityFactory()


@pytest.fixture
def referent(city):
    return referent_of(city.city)


def group_of(city, size, **fields):
    return associated_group(PartnershipFactory(season_city=city), size=size, **fields)


def first(group):
    row = with_members(type(group).objects.all()).get(pk=group.pk).memberships.all()[0]
    row.group = group
    return row


def names(group):
    return {person.pk for person in members_of(group)}


def test_one_person_moves_and_everybody_is_told(city, referent, mailoutbox, django_capture_on_commit_callbacks):
    source, target = group_of(city, 3), group_of(city, 2)
    Contact.objects.create(partnership=target.partnership, name="Nadia", email="nadia@lieu.example")
    membership = first(source)
    person = membership.mandate.person
    stay, there = names(source) - {person.pk}, names(target)
    with django_capture_on_commit_callbacks(execute=True):
        transfer.move_member(membership=membership, to=target, by=referent, reason="Trop loin de chez elle.")
    assert names(source) == stay
    assert names(target) == there | {person.pk}
    told = set(Message.objects.filter(kind="association_group").values_list("person", flat=True))
    assert told == stay | there | {person.pk}
    assert Message.objects.get(person=person).body == "Trop loin de chez elle."
    letters = [mail for mail in mailoutbox if mail.to == ["nadia@lieu.example"]]
    assert [mail.subject for mail in letters] == ["Votre groupe change"]
    entry = JournalEntry.objects.get(verb="move_member")
    assert entry.data == {"from": source.pk, "to": target.pk}


@pytest.mark.parametrize(
    ("sizes", "words"),
    [((3, 5), "Ce groupe est complet"), ((2, 3), "Il resterait une seule personne")],
)
def test_both_stay_of_two_to_five(city, referent, sizes, words):
    source, target = (group_of(city, size) for size in sizes)
    with pytest.raises(Refused, match=words):
        transfer.move_member(membership=first(source), to=target, by=referent, reason="Pour voir.")
    assert destinations_for(first(source), referent) == []


def test_the_half_day_the_access_and_the_distance_hold(city, referent):
    source, target = group_of(city, 3), group_of(city, 2, half_day="sat_am")
    with pytest.raises(Refused, match="n’est pas libre le samedi matin"):
        transfer.move_member(membership=first(source), to=target, by=referent, reason="Pour voir.")
    other = group_of(city, 2)
    WishSheet.objects.filter(mandate=first(source).mandate).update(needs=["step_free"])
    with pytest.raises(Refused, match="l’accessibilité"):
        transfer.move_member(membership=first(source), to=other, by=referent, reason="Pour voir.")
    WishSheet.objects.filter(mandate=first(source).mandate).update(needs=[])
    far = associated_group(PartnershipFactory(season_city=city, lat=48.3))
    with pytest.raises(Refused, match="d’après les vœux"):
        transfer.move_member(membership=first(source), to=far, by=referent, reason="Pour voir.")


def test_whom_one_avoids_is_respected_and_never_told(client, city, referent):
    source, target, other = group_of(city, 3), group_of(city, 2), group_of(city, 2)
    membership = first(source)
    shunned = target.memberships.first().mandate
    PeerPreference.objects.create(sheet=membership.mandate.wish_sheet, other=shunned, is_wanted=False)
    assert [place.group for place in destinations_for(membership, referent)] == [other]
    with pytest.raises(Refused) as refused:
        transfer.move_member(membership=membership, to=target, by=referent, reason="Pour voir.")
    assert refused.value.verdict.reason == "Ce groupe ne convient pas, d’après les vœux."
    client.force_login(referent)
    page = client.get(f"/equipe/associations/membres/{membership.pk}/deplacer/")
    assert target.partnership.name not in page.text


def test_of_another_city_nobody_moves(city):
    source, target = group_of(city, 3), group_of(SeasonCityFactory(city__insee="59350", city__name="Lille"), 2)
    with pytest.raises(Refused, match="même ville"):
        transfer.move_member(membership=first(source), to=target, by=team_member(), reason="Pour voir.")
    with pytest.raises(Refused, match="suivie par une autre"):
        transfer.move_member(membership=first(source), to=target, by=members_of(source)[0], reason="Pour voir.")


def test_by_the_page_with_the_form_again_when_it_is_empty(client, city, referent):
    source, target = group_of(city, 3), group_of(city, 2)
    url = f"/equipe/associations/membres/{first(source).pk}/deplacer/"
    client.force_login(referent)
    assert client.post(url, {"x": ""}).status_code == 422
    assert client.post(url, {"group": "999", "reason": "Pour voir."}).status_code == 422
    assert client.post(url, {"group": target.pk, "reason": "Pour voir."}).status_code == 302
    assert client.get(url).status_code == 404
    assert len(names(target)) == 3


def test_two_groups_become_one(client, city, referent):
    source, target = group_of(city, 2), group_of(city, 3)
    project = start_project(group=source, by=members_of(source)[0], title="La nuit du court")
    coming = plan_meeting(group=source, by=members_of(source)[0], starts_at=clock.now() + dt.timedelta(days=5))
    everyone = names(source) | names(target)
    client.force_login(referent)
    url = f"/equipe/associations/suivi/{source.pk}/fusionner/"
    assert client.post(url, {"x": ""}).status_code == 422
    assert client.post(url, {"group": target.pk, "reason": "Deux sont parties."}).status_code == 302
    assert names(target) == everyone
    source.refresh_from_db()
    coming.refresh_from_db()
    project.refresh_from_db()
    assert source.dissolved_at
    assert coming.state == MeetingState.CANCELLED
    assert project.group == target
    assert not Membership.objects.filter(group=source, left_at=None).exists()
    assert JournalEntry.objects.get(verb="merge_groups").data == {"into": target.pk, "moved": 2}


def test_six_do_not_make_a_group(city, referent):
    source, target = group_of(city, 3), group_of(city, 3)
    with pytest.raises(Refused, match="ils seraient 6"):
        transfer.merge_groups(source=source, into=target, by=referent, reason="Pour voir.")
