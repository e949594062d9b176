"""Who comes, who was there: said by the group, read by whoever follows it, a number for the partner."""

from __future__ import annotations

import pytest
import time_machine

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.groups.actions.attendance import note_attendance, say_coming
from passeurs.groups.actions.erasure import erase_membership
from passeurs.groups.actions.meeting import cancel_meeting, confirm_as_member, confirm_as_partner, plan_meeting
from passeurs.groups.models import Attendance, Group, Membership
from passeurs.groups.queries.attendance import rolls_of
from passeurs.groups.queries.care import care_line, watched
from passeurs.groups.queries.group import export_membership
from passeurs.notifications.models import Message
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import PARTNER_LINK
from passeurs.people.actions import issue_link
from passeurs.projects.queries.certificate import certificate_of
from tests.factories import MandateFactory, PersonFactory, associated_group, members_of, moment, referent_of

pytestmark = pytest.mark.django_db
NOW = moment(2026, 11, 18, 17)


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    made = associated_group(made_at=moment(2026, 9, 3, 9), size=3)
    Membership.objects.update(joined_at=moment(2026, 9, 3, 9))
    Contact.objects.create(partnership=made.partnership, name="Nadia", email="nadia@lieu.example")
    return made


@pytest.fixture
def coming(group):
    return plan_meeting(group=group, by=members_of(group)[0], starts_at=moment(2026, 11, 25, 14, 30))


def held(group, day=18):
    """A meeting of November that began, as its first member says."""
    with time_machine.travel(moment(2026, 11, day, 12), tick=False):
        meeting = plan_meeting(group=group, by=members_of(group)[0], starts_at=moment(2026, 11, day, 14, 30))
    with time_machine.travel(moment(2026, 11, day, 17), tick=False):
        return confirm_as_member(meeting=meeting, by=members_of(group)[0])


def test_who_cannot_come_says_so_in_one_tap_and_the_others_are_told_once(client, group, coming):
    one, two, three = members_of(group)
    Message.objects.all().delete()
    client.force_login(two)
    page = client.get(group.get_absolute_url())
    assert "Je ne peux pas venir" in page.text
    for _twice in range(2):
        answer = client.post(f"/rencontres/{coming.pk}/ma-venue/", {"coming": "no"})
    assert answer["Location"].endswith(f"#rencontre-{coming.pk}")
    page = client.get(group.get_absolute_url())
    assert f"Absences annoncées : {two.public_name}" in " ".join(page.text.split()).replace("\u202f:", " :")
    assert "Finalement, je viens" in page.text
    told = Message.objects.filter(title__contains="ne pourra pas venir")
    assert {message.person for message in told} == {one, three}
    assert JournalEntry.objects.filter(verb="say_coming").count() == 1
    say_coming(meeting=coming, by=two, is_coming=True)
    say_coming(meeting=coming, by=two, is_coming=False)
    assert told.count() == 2


def test_the_partner_reads_how_many_and_not_who(client, group, coming):
    two = members_of(group)[1]
    say_coming(meeting=coming, by=two, is_coming=False)
    contact = Contact.objects.get(name="Nadia")
    token = issue_link(purpose=PARTNER_LINK, subject=contact, days=9, is_mailed=True)
    page = client.get(f"/partenaire/{token}/")
    assert "1 personne ne pourra pas venir." in page.text
    assert page.text.count(two.public_name) == 1  # in the list of the group's first names


def test_one_answers_for_oneself_until_it_begins(group, coming):
    with pytest.raises(Refused, match="répond pour soi"):
        say_coming(meeting=coming, by=referent_of(group.partnership.season_city.city), is_coming=True)
    with pytest.raises(Refused, match="a commencé"):
        say_coming(meeting=held(group), by=members_of(group)[0], is_coming=False)
    cancel_meeting(meeting=coming, by=members_of(group)[0])
    with pytest.raises(Refused, match="annulée"):
        say_coming(meeting=coming, by=members_of(group)[0], is_coming=False)


def test_who_was_there_is_said_with_the_confirmation(client, group):
    one, two, three = group.memberships.order_by("pk")
    with time_machine.travel(moment(2026, 11, 18, 12), tick=False):
        meeting = plan_meeting(group=group, by=one.mandate.person, starts_at=moment(2026, 11, 18, 14, 30))
        say_coming(meeting=meeting, by=three.mandate.person, is_coming=False)
    client.force_login(one.mandate.person)
    page = client.get(group.get_absolute_url()).text
    assert f'value="{two.pk}" checked' in " ".join(page.split())
    assert f'value="{three.pk}">' in page
    late = MandateFactory(season_city=group.partnership.season_city)
    stranger = Membership.objects.create(group=group, mandate=late, joined_at=NOW)
    assert f'name="there" value="{stranger.pk}"' not in client.get(group.get_absolute_url()).text
    client.post(f"/rencontres/{meeting.pk}/confirmer/", {"summary": "", "roll": "1", "there": [one.pk]})
    meeting.refresh_from_db()
    assert meeting.group_confirmed_at
    said = dict(Attendance.objects.values_list("membership", "is_there"))
    assert said == {one.pk: True, two.pk: False, three.pk: False}


def test_where_nobody_said_anything_everybody_is_ticked(client, group):
    one = members_of(group)[0]
    with time_machine.travel(moment(2026, 11, 18, 12), tick=False):
        meeting = plan_meeting(group=group, by=one, starts_at=moment(2026, 11, 18, 14, 30))
    client.force_login(one)
    page = client.get(group.get_absolute_url()).text
    for membership in group.memberships.all():
        assert f'name="there" value="{membership.pk}" checked' in " ".join(page.split())
    confirm_as_member(meeting=meeting, by=one)
    assert "Dire qui était là" in client.get(group.get_absolute_url()).text
    assert client.get(f"/rencontres/{meeting.pk}/presences/").text.count(" checked") >= 3


def test_nobody_can_be_added_who_was_not_of_the_group(client, group):
    meeting = held(group)
    other = associated_group().memberships.first()
    client.force_login(members_of(group)[0])
    answer = client.post(f"/rencontres/{meeting.pk}/presences/", {"roll": "1", "there": [other.pk]})
    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_it_is_mended_by_the_group_or_its_referent_for_two_months(client, group):
    meeting = held(group)
    one, two, three = group.memberships.order_by("pk")
    note_attendance(meeting=meeting, by=one.mandate.person, there=[one.pk])
    referent = referent_of(group.partnership.season_city.city)
    client.force_login(referent)
    assert "Corriger qui était là" in client.get(group.get_absolute_url()).text
    client.post(f"/rencontres/{meeting.pk}/presences/", {"roll": "1", "there": [one.pk, two.pk]})
    (roll,) = rolls_of([meeting], two.mandate.person).values()
    assert (len(roll.there), roll.absent_memberships, roll.mine) == (2, [three.pk], True)
    client.post(f"/rencontres/{meeting.pk}/presences/", {"roll": "1"})
    assert not Attendance.objects.filter(is_there=True).exists()
    client.force_login(PersonFactory())
    assert client.get(f"/rencontres/{meeting.pk}/presences/").status_code == 403
    with time_machine.travel(moment(2027, 2, 1, 9), tick=False), pytest.raises(Refused, match="deux mois"):
        note_attendance(meeting=meeting, by=referent, there=[])


def test_the_certificate_counts_the_meetings_where_one_was(group):
    one, two, _three = group.memberships.order_by("pk")
    contact = Contact.objects.get(name="Nadia")
    first, second = held(group, 11), held(group, 18)
    for meeting in (first, second):
        confirm_as_partner(meeting=meeting, contact=contact)
    note_attendance(meeting=first, by=one.mandate.person, there=[one.pk])
    assert len(certificate_of(one).meetings) == 2
    # Of the second meeting nobody said who was there: it counts for everybody.
    assert len(certificate_of(two).meetings) == 1


def test_who_does_not_come_any_more_is_a_sign_for_the_referent(group):
    one, two, three = group.memberships.order_by("pk")
    for day, there in ((4, [one, two]), (11, [one]), (18, [one, two])):
        note_attendance(meeting=held(group, day), by=one.mandate.person, there=[each.pk for each in there])

    def facts():
        line = care_line(watched(Group.objects.filter(pk=group.pk)).get(), clock.now())
        return {sign.fact: sign.count for sign in line.signs}

    assert facts()["absent"] == 1
    Membership.objects.filter(pk=three.pk).update(left_at=NOW)
    assert "absent" not in facts()


def test_it_is_exported_and_goes_with_the_account(group):
    meeting = held(group)
    one, two, _three = group.memberships.order_by("pk")
    person = two.mandate.person
    note_attendance(meeting=meeting, by=person, there=[one.pk])
    (row,) = export_membership(person)
    assert [each["présence"] for each in row["rencontres"]] == [False]
    erase_membership(person)
    assert not Attendance.objects.filter(membership=two).exists()
    assert not Attendance.objects.filter(said_by=person).exists()
    assert Attendance.objects.filter(membership=one).exists()
