"""Where I am signed in: seen, ended, forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from passeurs.core import clock
from passeurs.people.actions import forget_ended_sessions
from passeurs.people.queries import device_label
from tests.factories import PersonFactory
from tests.people.test_sign_in import CODE, ask_code

pytestmark = pytest.mark.django_db

LIST = "/moi/connexions/"
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


def sign_in(client, person):
    client.post(CODE, {"code": ask_code(client, person.email)}, headers={"user-agent": FIREFOX})
    return UserSession.objects.get(session_key=client.session.session_key)


def is_in(client):
    return client.get("/moi/").status_code == 200


def test_sessions_are_listed_and_one_is_ended(client):
    person = PersonFactory()
    other = client.__class__()
    sign_in(client, person)
    row = sign_in(other, person)
    page = client.get(LIST).content.decode()
    assert page.count("Firefox sur Android") >= 2
    assert "cet appareil" in page
    assert is_in(other)
    assert client.post(f"{LIST}{row.pk}/fermer/")["Location"] == LIST
    assert not is_in(other)
    assert is_in(client)


def test_all_others_are_ended_at_once(client):
    person = PersonFactory()
    others = [client.__class__() for _ in range(2)]
    for one in (client, *others):
        row = sign_in(one, person)
    assert row
    client.post("/moi/connexions/autres/fermer/")
    assert [is_in(one) for one in (client, *others)] == [True, False, False]


def test_session_of_another_is_not_found(client):
    stranger = client.__class__()
    row = sign_in(stranger, PersonFactory())
    sign_in(client, PersonFactory())
    assert f"connexions/{row.pk}/" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{row.pk}/fermer/").status_code == 404
    assert client.get(f"{LIST}{row.pk}/fermer/").status_code == 405
    assert is_in(stranger)


def test_ended_sessions_are_forgotten(client):
    row = sign_in(client, PersonFactory())
    Session.objects.update(expire_date=clock.now() - dt.timedelta(days=1))
    forget_ended_sessions(at=clock.now())
    assert not Session.objects.exists()
    assert not UserSession.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (FIREFOX, "Firefox sur Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari sur iOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", "Edge sur Windows"),
        ("", "navigateur inconnu sur appareil inconnu"),
    ],
)
def test_device_is_named_simply(agent, label):
    assert device_label(agent) == label
