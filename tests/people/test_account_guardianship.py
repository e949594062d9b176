"""The guardian of a minor who has an account: asked by the team, answering by a private link."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse

from passeurs.core import clock
from passeurs.people import actions
from passeurs.people.choices import GuardianState
from passeurs.people.models import Guardianship
from passeurs.people.rules import can_take_part
from tests.factories import PersonFactory, team_member
from tests.recruitment.making import birth

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://localhost:8000(/accord-parental/\S+)")
WHO = {"name": "Paul Moreau", "email": "Paul@exemple.fr"}
YES = {"signed_name": "Paul Moreau", "authority": "on", "participation": "on"}


def last_link() -> str:
    found = LINK.search(mail.outbox[-1].body)
    assert found
    return found[1]


@pytest.fixture
def minor(db):
    return PersonFactory(first_name="Lina", profile__born_on=birth(16))


@pytest.fixture
def link(client, minor, django_capture_on_commit_callbacks):
    """The page that the guardian was written to."""
    client.force_login(team_member())
    with django_capture_on_commit_callbacks(execute=True):
        url = reverse("people:ask-guardian-of", args=[minor.uid])
        assert client.post(url, WHO)["Location"] == f"/equipe/personnes/{minor.uid}/"
    client.logout()
    return last_link()


def test_a_guardian_agrees_then_takes_it_back(client, minor, link):
    assert mail.outbox[-1].to == ["paul@exemple.fr"]
    assert not can_take_part(minor, clock.today())
    page = client.get(link)
    assert "Votre accord pour Lina" in page.text
    assert "no-store" in page["Cache-Control"]
    assert client.post(link, {"signed_name": "P", "authority": "on", "voice": "on"}).status_code == 422
    assert client.post(link, YES).status_code == 302
    assert can_take_part(minor, clock.today())
    assert Guardianship.objects.get().state == GuardianState.GIVEN
    again = last_link()
    assert again != link
    assert client.post(again, {"signed_name": "P", "authority": "on"}).status_code == 302
    assert not can_take_part(minor, clock.today())


def test_a_second_demand_ends_the_former_link(client, minor, link, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.ask_guardian_of(person=minor, by=team_member(), email="mere@exemple.fr", name="Mère")
    assert client.get(link).status_code == 410
    assert client.post(link, YES).status_code == 410
    assert client.get(last_link()).status_code == 200
    assert client.get("/accord-parental/lien-qui-n-a-jamais-existe/").status_code == 404


@pytest.mark.parametrize(("age", "email"), [(18, "p@exemple.fr"), (16, "mineure@exemple.fr")])
def test_nobody_is_asked_for_nothing(client, age, email):
    person = PersonFactory(email="mineure@exemple.fr", profile__born_on=birth(age))
    client.force_login(team_member())
    url = reverse("people:ask-guardian-of", args=[person.uid])
    assert client.post(url, {"name": "P", "email": email}).status_code == 422
    assert not Guardianship.objects.exists()


def test_an_agreement_in_force_is_not_asked_again(client, minor, link):
    client.post(link, YES)
    client.force_login(team_member())
    assert client.post(reverse("people:ask-guardian-of", args=[minor.uid]), WHO).status_code == 422
