"""Starting without an account: age, bots, closed calls, the link by mail."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from passeurs.core import clock
from passeurs.people.models import PrivateLink
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.forms.proof import is_proven, make_nonce, zero_bits
from passeurs.recruitment.models import Application
from tests.recruitment.making import birth, last_link, make_call, start

pytestmark = pytest.mark.django_db


def typed(call, **fields):
    given = {
        "first_name": "Lina",
        "email": "lina@exemple.fr",
        "born_on": birth(16).isoformat(),
        "season_city": call.season_cities.first().pk,
    }
    return given | fields


def solve(nonce, bits):
    number = 0
    while zero_bits(hashlib.sha256(f"{nonce}:{number}".encode()).digest()) < bits:
        number += 1
    return str(number)


@pytest.fixture
def call(settings):
    settings.PROOF_BITS = 6
    return make_call()


def url_of(call):
    return reverse("recruitment:start-application", args=[call.slug])


def test_four_answers_start_a_draft_and_send_its_link(client, call, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(url_of(call), typed(call))
    application = Application.objects.get()
    assert response.status_code == 302
    assert response["Location"].startswith("/candidature/")
    assert (application.status, application.age) == ("DRAFT", 16)
    assert client.get(last_link("lina@exemple.fr")).status_code == 200


def test_the_token_is_not_in_the_table(client, call):
    token = client.post(url_of(call), typed(call))["Location"].split("/")[2]
    link = PrivateLink.objects.get(is_mailed=False)
    assert token not in (link.digest, link.subject_ref)
    assert link.digest == hashlib.sha256(token.encode()).hexdigest()


def test_too_old_or_too_young_gets_a_kind_word_and_nothing_is_kept(client, call):
    for age in (14, 21):
        response = client.post(url_of(call), typed(call, born_on=birth(age).isoformat()))
        assert response.status_code == 422
        assert "Rien de ce que tu as écrit n’est gardé" in response.content.decode()
        assert "/decouvrir/" in response.content.decode()
    assert not Application.objects.exists()
    assert not mail.outbox


def test_the_age_counts_on_the_calls_day(client, call):
    call.age_on = clock.today() + dt.timedelta(days=200)
    call.save()
    tomorrow_15 = clock.today() + dt.timedelta(days=1)
    born_on = tomorrow_15.replace(year=tomorrow_15.year - 15)
    assert client.post(url_of(call), typed(call, born_on=born_on.isoformat())).status_code == 302


def test_a_closed_or_coming_call_says_so(client, call):
    call.closes_at = clock.now() - dt.timedelta(minutes=1)
    call.opens_at = clock.now() - dt.timedelta(days=2)
    call.save()
    response = client.post(url_of(call), typed(call))
    assert response.status_code == 422
    assert "fermé depuis" in response.content.decode()
    call.opens_at, call.closes_at = clock.now() + dt.timedelta(days=1), clock.now() + dt.timedelta(days=2)
    call.save()
    assert "ouvre le" in client.get(url_of(call)).content.decode()


def test_a_draft_call_does_not_exist(client, call):
    call.state = CallState.DRAFT
    call.save()
    assert client.get(url_of(call)).status_code == 404
    assert client.get(call.get_absolute_url()).status_code == 404


def test_a_machine_fills_the_hidden_field(client, call):
    response = client.post(url_of(call), typed(call, website="http://spam"))
    assert response.status_code == 422
    assert not Application.objects.exists()


def test_the_work_of_a_browser_proves_a_person_once(settings):
    settings.PROOF_BITS = 6
    with time_machine.travel(dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)):
        nonce = make_nonce()
        number = solve(nonce, 6)
        assert not is_proven(nonce, number), "nobody is that fast"
    with time_machine.travel(dt.datetime(2026, 11, 25, 10, 1, tzinfo=dt.UTC)):
        assert not is_proven(nonce, "nothing")
        assert not is_proven(nonce + "x", number)
        assert is_proven(nonce, number)
        assert not is_proven(nonce, number), "used already"
    with time_machine.travel(dt.datetime(2026, 11, 26, 10, tzinfo=dt.UTC)):
        assert not is_proven(nonce, number)


def test_without_the_work_the_mail_proves_it(client, call, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url_of(call), typed(call))
    application = Application.objects.get()
    assert application.proven_at is None
    client.get(last_link("lina@exemple.fr"))
    application.refresh_from_db()
    assert application.proven_at is not None


def test_a_visitor_cannot_start_without_end(client, call, monkeypatch):
    monkeypatch.setattr("passeurs.recruitment.views.application.STARTS_PER_HOUR", 2)
    for number in range(2):
        assert client.post(url_of(call), typed(call, email=f"a{number}@exemple.fr")).status_code == 302
    response = client.post(url_of(call), typed(call))
    assert response.status_code == 422
    assert "Recommence dans une heure" in response.content.decode()


def test_an_impossible_date_is_said(client, call):
    for day in ("2999-01-01", "0001-01-01", "hier"):
        response = client.post(url_of(call), typed(call, born_on=day))
        assert response.status_code == 422
        assert "lina@exemple.fr" in response.content.decode(), "nothing typed is lost"


def test_the_link_is_sent_again_and_the_page_tells_nothing(client, call, django_capture_on_commit_callbacks):
    start(call)
    url = reverse("recruitment:find-application")
    pages = []
    for email in ("lina@exemple.fr", "personne@exemple.fr"):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, {"email": email}, follow=True)
        pages.append(response.content.decode())
    assert [letter.to for letter in mail.outbox] == [["lina@exemple.fr"]]
    assert all("Si une candidature existe" in page for page in pages)


def test_dead_links_say_what_to_do(client, call, django_capture_on_commit_callbacks):
    _application, token = start(call)
    url = reverse("recruitment:application", args=[token])
    assert client.get(url).status_code == 200
    with time_machine.travel(clock.now() + dt.timedelta(days=70)):
        response = client.get(url)
        assert response.status_code == 410
        assert "Recevoir un nouveau lien" in response.content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("recruitment:renew-link", args=[token]))
        assert client.get(last_link("lina@exemple.fr")).status_code == 200
    assert client.get(reverse("recruitment:application", args=["x" * 32])).status_code == 404
    assert client.get(reverse("recruitment:guardian", args=[token])).status_code == 404, "another purpose"


def test_private_pages_are_kept_by_nobody(client, call):
    _application, token = start(call)
    response = client.get(reverse("recruitment:application", args=[token]))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
