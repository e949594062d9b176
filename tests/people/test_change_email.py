"""Changing the address: proven by a code, the old one told, nobody else's account touched."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail

from passeurs.core.verdict import Refused
from passeurs.people import actions
from passeurs.people.queries import find_person
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True)]

ASK = "/moi/adresse/"
CODE = "/moi/adresse/code/"


@pytest.fixture
def person(client):
    person = PersonFactory(email="ancienne@exemple.fr")
    client.force_login(person)
    return person


def ask(client, email="Nouvelle@exemple.fr"):
    assert client.post(ASK, {"email": email})["Location"] == CODE
    found = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)
    return found and found[1]


def test_address_changes_with_the_code(client, person):
    EmailAddress.objects.create(user=person, email="ancienne@exemple.fr", verified=True)
    code = ask(client)
    assert mail.outbox[-1].to == ["nouvelle@exemple.fr"]
    assert client.get(CODE).status_code == 200
    assert client.post(CODE, {"code": code})["Location"] == "/moi/"
    person.refresh_from_db()
    assert person.email == "nouvelle@exemple.fr"
    assert mail.outbox[-1].to == ["ancienne@exemple.fr"]
    assert find_person("ancienne@exemple.fr") is None
    assert not EmailAddress.objects.exists()
    assert client.get(CODE)["Location"] == ASK, "the code is used up"


def test_wrong_code_three_times_starts_again(client, person):
    code = ask(client)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(3):
        assert client.post(CODE, {"code": wrong}).status_code == 422
    assert client.post(CODE, {"code": code})["Location"] == ASK
    person.refresh_from_db()
    assert person.email == "ancienne@exemple.fr"


def test_expired_code_is_refused(client, person):
    code = ask(client)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11), tick=False):
        assert client.post(CODE, {"code": code})["Location"] == ASK
    person.refresh_from_db()
    assert person.email == "ancienne@exemple.fr"


def test_code_of_a_person_is_worth_nothing_for_another(client, person):
    code = ask(client)
    asked = client.session["people.asked_email"]
    assert actions.confirm_email_change(person=PersonFactory(), asked=dict(asked), code=code) is False


def test_address_of_another_gets_a_warning_and_the_page_says_nothing(client, person):
    other = PersonFactory(email="prise@exemple.fr")
    assert ask(client, "PRISE@exemple.fr") is None
    assert "a déjà" in mail.outbox[-1].body
    assert client.post(CODE, {"code": "123456"}).status_code == 422
    other.refresh_from_db()
    assert other.email == "prise@exemple.fr"


def test_address_taken_meanwhile_is_refused(client, person):
    code = ask(client)
    PersonFactory(email="nouvelle@exemple.fr", is_active=False)
    assert client.post(CODE, {"code": code})["Location"] == ASK
    with pytest.raises(Refused):
        actions.change_email(person=person, email="nouvelle@exemple.fr")


@pytest.mark.parametrize("email", ["", "x", "ANCIENNE@exemple.fr"])
def test_bad_address_answers_422(client, person, email):
    assert client.post(ASK, {"email": email}).status_code == 422
    assert not mail.outbox


def test_code_page_without_asking_goes_back(client, person):
    assert client.get(CODE)["Location"] == ASK


def test_asking_too_often_is_limited(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = {"change_email": "1/h/user"}
    ask(client)
    assert client.post(ASK, {"email": "autre@exemple.fr"}).status_code == 429


def test_a_code_asked_before_another_change_is_dead(client, person):
    code = ask(client)
    actions.change_email(person=person, email="autre@exemple.fr")
    assert client.post(CODE, {"code": code}).status_code == 422
    person.refresh_from_db()
    assert person.email == "autre@exemple.fr"
