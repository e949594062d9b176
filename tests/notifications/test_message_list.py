"""Pages: what I was told, preferences, stopping the mails."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from passeurs.core import clock
from passeurs.notifications.actions import notify
from passeurs.notifications.models import Message, Preference
from passeurs.notifications.queries import find_by_token, preference_of, unread_count, unsubscribe_token
from passeurs.notifications.running import send_due_deliveries
from tests.factories import PersonFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

LIST = "/notifications/"
PREFERENCES = "/notifications/preferences/"
FORM = {"rhythm": "now", "digest_at": "07:30", "quiet_from": "22:00", "quiet_until": "07:00"}


def tell(person, title="Nouvelle", **fields):
    return notify(person=person, kind="test", title=title, **fields)


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


def test_list_shows_mine_unread_first(client, person):
    read = tell(person, "Lue")
    Message.objects.filter(pk=read.pk).update(read_at=clock.now(), created_at=clock.now() + dt.timedelta(hours=1))
    tell(person, "Pas lue", body="Une ligne\nune autre")
    tell(PersonFactory(), "À une autre")
    page = client.get(LIST).content.decode()
    assert page.index("Pas lue") < page.index("Lue</a>")
    assert "À une autre" not in page
    assert unread_count(person) == 1


def test_empty_list_says_so(client, person):
    assert "Rien pour l’instant" in client.get(LIST).content.decode()


@pytest.mark.parametrize("path", [LIST, PREFERENCES, "/notifications/1/"])
def test_visitor_signs_in_first(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/compte/connexion/?next=")


def test_list_takes_as_many_queries_for_three(client, person, django_assert_max_num_queries):
    tell(person)
    with django_assert_max_num_queries(8) as one:
        client.get(LIST)
    tell(person)
    tell(person)
    with django_assert_max_num_queries(len(one)):
        client.get(LIST)


def test_list_is_cut_in_pages(client, person):
    for _ in range(31):
        tell(person)
    assert len(client.get(LIST).context["page"]) == 30
    assert len(client.get(LIST, {"page": "2"}).context["page"]) == 1
    assert client.get(LIST, {"page": "x"}).status_code == 200


def test_opening_marks_read_and_leads_on(client, person):
    message = tell(person, url="/selections/a/")
    assert client.get(f"/notifications/{message.pk}/")["Location"] == "/selections/a/"
    message.refresh_from_db()
    assert message.read_at
    assert unread_count(person) == 0


def test_looking_ahead_does_not_mark_read(client, person):
    message = tell(person)
    client.head(f"/notifications/{message.pk}/")
    message.refresh_from_db()
    assert message.read_at is None


def test_message_of_another_is_not_found(client, person):
    message = tell(PersonFactory())
    assert client.get(f"/notifications/{message.pk}/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_mark_all_read_touches_only_mine(client, person):
    other = PersonFactory()
    tell(person)
    tell(other)
    assert client.get("/notifications/tout-lu/").status_code == 405
    assert client.post("/notifications/tout-lu/")["Location"].startswith(LIST)
    assert (unread_count(person), unread_count(other)) == (0, 1)


def test_preferences_are_kept(client, person):
    assert client.get(PREFERENCES).status_code == 200
    assert client.post(PREFERENCES, FORM)["Location"] == PREFERENCES
    kept = Preference.objects.get(person=person)
    assert (kept.rhythm, kept.digest_at, kept.quiet_from) == ("now", dt.time(7, 30), dt.time(22))
    assert 'value="07:30' in client.get(PREFERENCES).content.decode()


@pytest.mark.parametrize("wrong", [{"rhythm": "hourly"}, {"digest_at": "25:00"}, {"quiet_from": ""}])
def test_bad_preferences_answer_422(client, person, wrong):
    assert client.post(PREFERENCES, FORM | wrong).status_code == 422
    assert not Preference.objects.exists()


def test_mail_can_be_stopped_in_one_click_without_session_or_token(client):
    person = PersonFactory()
    tell(person, at=clock.now() - dt.timedelta(days=2))
    noon = clock.now().replace(hour=12)
    send_due_deliveries(at=noon)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    strict = client.__class__(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert preference_of(person).rhythm == "daily", "looking changes nothing"
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert strict.post(path).status_code == 200, "twice is fine"
    assert preference_of(person).rhythm == "never"


def test_stop_link_keeps_the_hours(client):
    person = PersonFactory()
    Preference.objects.create(person=person, digest_at=dt.time(7))
    client.post(reverse("notifications:unsubscribe", args=[unsubscribe_token(person)]))
    assert preference_of(person).digest_at == dt.time(7)


@pytest.mark.parametrize("token", ["x", "eyJ4IjoxfQ:1abc:def"])
def test_forged_stop_link_is_not_found(client, token):
    response = client.post(reverse("notifications:unsubscribe", args=[token]))
    assert response.status_code == 404
    assert "ne marche plus" in response.content.decode()


def test_stop_link_of_a_closed_account_is_not_found():
    person = PersonFactory(is_active=False)
    assert find_by_token(unsubscribe_token(person)) is None


def test_bell_tells_how_many_wait(client, person):
    RoleGrantFactory(person=person)
    assert "badge" not in client.get("/moi/").content.decode()
    tell(person)
    tell(person)
    tell(PersonFactory())
    page = client.get("/moi/").content.decode()
    assert '<span class="badge">2<span class="visually-hidden"> à lire' in page
