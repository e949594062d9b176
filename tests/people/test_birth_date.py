"""A birth date on which a protection rests changes through the team alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.notifications.models import Message
from passeurs.people import actions
from passeurs.people.models import BirthDateRequest, Profile
from passeurs.promises.models import Promise
from tests.factories import PersonFactory, RoleGrantFactory, team_member
from tests.recruitment.making import birth

pytestmark = pytest.mark.django_db
PROFILE = "/moi/profil/"
ASK = "/moi/naissance/"


def person_of(age: int | None):
    return PersonFactory(profile__born_on=birth(age) if age else None)


def told(person):
    return Profile.objects.get(person=person).born_on


def save(client, person, **fields):
    client.force_login(person)
    return client.post(PROFILE, {"first_name": "Inès"} | fields)


def test_it_is_told_once_by_oneself(client):
    person = person_of(None)
    assert save(client, person, born_on=birth(16).isoformat()).status_code == 302
    assert told(person) == birth(16)


@pytest.mark.parametrize("wanted", [birth(20).isoformat(), birth(15).isoformat(), ""])
def test_a_minor_changes_it_nor_empties_it(client, wanted):
    person = person_of(16)
    assert save(client, person, born_on=wanted).status_code == 302
    assert told(person) == birth(16)
    page = client.get(PROFILE).text
    assert 'name="born_on"' not in page
    assert ASK in page
    with pytest.raises(Refused, match="que par l’équipe"):
        actions.save_profile(person=person, first_name="Inès", born_on=birth(20))


def test_somebody_of_age_mends_a_slip_and_stays_of_age(client):
    person = person_of(19)
    assert save(client, person, born_on=birth(20).isoformat()).status_code == 302
    assert told(person) == birth(20)
    assert save(client, person, born_on=birth(16).isoformat()).status_code == 422
    assert told(person) == birth(20)


def test_once_a_guardian_was_asked_nothing_moves_at_any_age():
    person = person_of(19)
    actions.ask_guardian(minor_name="Inès", email="p@exemple.fr", name="P", person=person)
    with pytest.raises(Refused):
        actions.save_profile(person=person, first_name="Inès", born_on=birth(21))
    with pytest.raises(Refused):
        actions.save_profile(person=person, first_name="Inès", born_on=None)


def test_the_team_is_asked_and_answers(client):
    person, team = person_of(16), team_member()
    client.force_login(person)
    assert client.get(ASK).status_code == 200
    assert client.post(ASK, {"born_on": "1800-01-01"}).status_code == 422
    assert client.post(ASK, {"born_on": birth(18).isoformat()})["Location"] == "/moi/"
    # Sent twice, it is asked once; another date waits for the first answer.
    assert client.post(ASK, {"born_on": birth(18).isoformat()}).status_code == 302
    assert client.post(ASK, {"born_on": birth(19).isoformat()}).status_code == 422
    asked = BirthDateRequest.objects.get()
    promise = Promise.objects.get(kind="birth_date")
    assert promise.about_url == f"/equipe/personnes/{person.uid}/"
    assert told(person) == birth(16)
    answer = reverse("people:answer-birth-date", args=[asked.pk])
    assert client.post(answer, {"do": "grant"}).status_code == 403
    client.force_login(team)
    assert answer in client.get(promise.about_url).text
    assert client.get(answer).status_code == 405
    assert client.post(answer, {"do": "grant"}).status_code == 302
    assert told(person) == birth(18)
    promise.refresh_from_db()
    assert (promise.outcome, promise.answered_by) == ("yes", team)
    assert "corrigée" in Message.objects.get(person=person).title
    assert client.post(answer, {"do": "leave"}).status_code == 422
    lines = JournalEntry.objects.filter(verb__in=["ask_birth_date", "answer_birth_date"])
    assert lines.count() == 2
    assert str(birth(18).year) not in str(list(lines.values_list("data", "subject_ref")))


def test_the_team_leaves_a_date(client):
    person = person_of(16)
    asked = actions.ask_birth_date(person=person, born_on=birth(18))
    actions.answer_birth_date(request=asked, by=team_member(), is_granted=False)
    assert told(person) == birth(16)
    assert actions.ask_birth_date(person=person, born_on=birth(18)).pk != asked.pk


def test_nobody_answers_themself():
    minor = person_of(17)
    RoleGrantFactory(person=minor)
    asked = actions.ask_birth_date(person=minor, born_on=birth(18))
    with pytest.raises(Refused, match="autre personne"):
        actions.answer_birth_date(request=asked, by=minor, is_granted=True)


def test_of_two_dates_the_younger_protects():
    person = person_of(19)
    actions.note_birth_date(person=person, born_on=birth(16))
    assert told(person) == birth(16)
    actions.note_birth_date(person=person, born_on=birth(19))
    assert told(person) == birth(16)
