"""Signing in by code: works, refuses, expires, limits, tells nobody who has an account."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import NoReverseMatch, reverse

from passeurs.core.models import Letter
from passeurs.people.actions import change_email
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/compte/connexion/"
CODE = "/compte/connexion/code/"


def ask_code(client, email, **extra):
    """Ask for a code; return the one in the last mail."""
    response = client.post(SIGN_IN, {"email": email, **extra})
    assert response.status_code == 302, response.content.decode()
    return last_code()


def last_code():
    found = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)
    return found and found[1]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_signs_in_with_the_code(client):
    person = PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    response = client.post(CODE, {"code": f" {code[:3]} {code[3:]}"})
    assert response.status_code == 302
    assert response["Location"] == "/aujourdhui/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_address_is_compared_without_case(client):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, " INES@Exemple.FR ")
    client.post(CODE, {"code": code})
    assert is_signed_in(client)


def test_mail_is_french_plain_and_html_with_the_code(client):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    sent = mail.outbox[-1]
    assert code in sent.subject
    assert "dix minutes" in sent.body
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert code in html
    assert "Se connecter" in html


def test_unknown_address_sees_the_same_page_and_gets_a_word(client):
    PersonFactory(email="ines@exemple.fr")
    known = client.post(SIGN_IN, {"email": "ines@exemple.fr"}, follow=True)
    client.post("/compte/deconnexion/")
    unknown = client.post(SIGN_IN, {"email": "aaaa@exemple.fr"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain == [(CODE, 302)]

    def page(response, email):
        text = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())
        return text.replace(email, "X")

    assert page(known, "ines@exemple.fr") == page(unknown, "aaaa@exemple.fr")
    assert "Aucun compte" in mail.outbox[-1].body
    assert last_code() is None
    assert client.post(CODE, {"code": "123456"}).status_code == 422
    assert not is_signed_in(client)


def test_closed_account_gets_no_code(client):
    PersonFactory(email="ferme@exemple.fr", is_active=False)
    assert ask_code(client, "ferme@exemple.fr") is None


def test_a_former_address_kept_by_allauth_opens_nothing(client):
    person = PersonFactory(email="neuve@exemple.fr")
    EmailAddress.objects.create(user=person, email="ancienne@exemple.fr", verified=True)
    assert ask_code(client, "ancienne@exemple.fr") is None


@pytest.mark.parametrize("email", ["", "pas une adresse", "a@b", "x" * 300 + "@exemple.fr", "<b>@exemple.fr"])
def test_bad_address_answers_422(client, email):
    response = client.post(SIGN_IN, {"email": email})
    assert response.status_code == 422
    assert not mail.outbox


def test_wrong_code_three_times_starts_again(client):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    for _ in range(2):
        assert client.post(CODE, {"code": wrong(code)}).status_code == 422
    last = client.post(CODE, {"code": wrong(code)})
    assert last.status_code == 302
    assert last["Location"] == SIGN_IN
    assert client.post(CODE, {"code": code})["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_expired_code_is_refused_and_said(client):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=10, seconds=2), tick=False):
        response = client.post(CODE, {"code": code}, follow=True)
        assert response.redirect_chain == [(SIGN_IN, 302)]
        assert "a expiré" in "".join(str(message) for message in response.context["messages"])
        assert not is_signed_in(client)


def test_expired_page_says_so(client):
    PersonFactory(email="ines@exemple.fr")
    ask_code(client, "ines@exemple.fr")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11), tick=False):
        response = client.get(CODE, follow=True)
    assert "a expiré" in "".join(str(message) for message in response.context["messages"])


def test_used_code_is_refused(client):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    client.post(CODE, {"code": code})
    client.post("/compte/deconnexion/")
    assert not is_signed_in(client)
    assert client.post(CODE, {"code": code})["Location"] == SIGN_IN
    client.post(SIGN_IN, {"email": "ines@exemple.fr"})
    assert client.post(CODE, {"code": code}).status_code == (302 if last_code() == code else 422)


def test_code_opens_nothing_in_another_browser(client, django_user_model):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    other = client.__class__()
    assert other.post(CODE, {"code": code})["Location"] == SIGN_IN
    assert not is_signed_in(other)


def test_code_without_having_asked_goes_to_the_start(client):
    assert client.get(CODE)["Location"] == SIGN_IN


def test_empty_and_strange_codes_answer_422(client):
    PersonFactory(email="ines@exemple.fr")
    ask_code(client, "ines@exemple.fr")
    assert client.post(CODE, {"code": ""}).status_code == 422
    assert client.post(CODE, {"code": "①②③④⑤⑥"}).status_code == 422


def test_resend_replaces_the_code_after_a_pause(client):
    PersonFactory(email="ines@exemple.fr")
    first = ask_code(client, "ines@exemple.fr")
    client.post(CODE, {"action": "resend"})
    second = last_code()
    assert len(mail.outbox) == 2
    client.post(CODE, {"action": "resend"})
    assert len(mail.outbox) == 2, "thirty seconds between two mails"
    if first != second:
        assert client.post(CODE, {"code": first}).status_code == 422
    client.post(CODE, {"code": second})
    assert is_signed_in(client)


def test_resend_to_an_unknown_address_looks_the_same(client):
    ask_code(client, "aaaa@exemple.fr")
    page = client.post(CODE, {"action": "resend"}, follow=True)
    assert page.redirect_chain == [(CODE, 302)]
    assert [sent.to for sent in mail.outbox] == [["aaaa@exemple.fr"]] * 2
    assert last_code() is None


def test_many_requests_for_one_address_are_limited(client):
    PersonFactory(email="ines@exemple.fr")
    for _ in range(3):
        client.post(SIGN_IN, {"email": "ines@exemple.fr"})
        client.post("/compte/deconnexion/")
    response = client.post(SIGN_IN, {"email": "Ines@exemple.fr"})
    assert response.status_code == 429
    assert "Attends quelques minutes" in response.content.decode()
    assert len(mail.outbox) == 3


def test_flood_from_one_place_gets_a_readable_429(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        client.post(SIGN_IN, {"email": "x"})
    response = client.post(SIGN_IN, {"email": "x"})
    assert response.status_code == 429
    assert "Rien n’est perdu" in response.content.decode()


@pytest.mark.parametrize("aim", ["https://mechant.example/", "//mechant.example", "javascript:alert(1)"])
def test_next_leads_nowhere_else(client, aim):
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr", next=aim)
    assert client.post(CODE, {"code": code, "next": aim})["Location"] == "/aujourdhui/"


def test_next_leads_back_inside(client):
    PersonFactory(email="ines@exemple.fr")
    page = client.get(SIGN_IN, {"next": "/moi/"}).content.decode()
    assert 'name="next" value="/moi/"' in page
    code = ask_code(client, "ines@exemple.fr", next="/moi/")
    assert client.post(CODE, {"code": code, "next": "/moi/"})["Location"] == "/moi/"


def test_another_address_can_be_tried(client):
    PersonFactory(email="ines@exemple.fr")
    ask_code(client, "inees@exemple.fr")
    assert client.get(SIGN_IN)["Location"] == CODE, "the pending code comes first"
    client.post("/compte/deconnexion/", {"next": SIGN_IN})
    assert client.get(SIGN_IN).status_code == 200


def test_signed_in_person_does_not_sign_in_again(client):
    client.force_login(PersonFactory())
    assert client.get(SIGN_IN)["Location"] == "/aujourdhui/"


def test_sign_out_is_asked_then_done(client):
    client.force_login(PersonFactory())
    assert client.get("/compte/deconnexion/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/compte/deconnexion/")["Location"] == "/"
    assert not is_signed_in(client)


def test_sign_out_leads_nowhere_else(client):
    client.force_login(PersonFactory())
    assert client.post("/compte/deconnexion/", {"next": "https://mechant.example/"})["Location"] == "/"


def test_forms_are_protected_from_other_sites(client):
    strict = client.__class__(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"email": "ines@exemple.fr"}).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_reset_password", "account_change_password", "account_set_password", "account_email"],
)
def test_no_password_and_no_sign_up(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/compte/signup/", "/compte/password/reset/", "/compte/login/", "/compte/email/"])
def test_their_addresses_do_not_exist(client, path):
    assert client.get(path).status_code == 404


def test_no_provider_button_unless_configured(client):
    assert "/compte/oidc/" not in client.get(SIGN_IN).content.decode()


def test_page_has_no_inline_script_and_is_not_cached(client):
    response = client.get(SIGN_IN)
    assert "no-store" in response["Cache-Control"]
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/ld\+json))", response.content.decode())


def test_tries_are_counted_outside_the_session_too(client, settings):
    # Two requests at once read the same session: the second count stops a burst of guesses.
    settings.ACCOUNT_RATE_LIMITS = {"confirm_login_code": "1/15m/key"}
    PersonFactory(email="ines@exemple.fr")
    code = ask_code(client, "ines@exemple.fr")
    assert client.post(CODE, {"code": wrong(code)}).status_code == 422
    assert client.post(CODE, {"code": code}).status_code == 429
    assert not is_signed_in(client)


class SilentBackend(EmailBackend):
    """A mail server that does not answer."""

    def open(self):
        raise TimeoutError


def test_a_silent_mail_server_holds_no_page(client, settings):
    person = PersonFactory()
    settings.EMAIL_BACKEND = f"{__name__}.SilentBackend"
    # The page alone, before its commit: it meets no server.
    assert Client().post(SIGN_IN, {"email": person.email}).status_code == 302
    row = Letter.objects.get()
    assert (row.kind, row.attempt_count) == ("people.login_code", 0)
    assert row.expires_at - row.created_at == dt.timedelta(minutes=10)
    # The worker meets it, and the letter waits.
    assert client.post(SIGN_IN, {"email": person.email}).status_code == 302
    assert {(row.state, row.fault) for row in Letter.objects.all()} == {("waiting", "away")}


def test_a_code_sent_to_a_former_address_is_dead(client):
    person = PersonFactory(email="ancienne@exemple.fr")
    ask_code(client, person.email)
    code = last_code()
    change_email(person=person, email="nouvelle@exemple.fr")
    answer = client.post("/compte/connexion/code/", {"code": code})
    assert answer["Location"] == "/compte/connexion/"
    assert not is_signed_in(client)
    assert "expiré" in client.get("/compte/connexion/").text


def test_nobody_locks_somebody_else_out(django_capture_on_commit_callbacks):
    person = PersonFactory(email="visee@exemple.fr")

    def ask_from(address):
        return Client().post(SIGN_IN, {"email": person.email}, REMOTE_ADDR=address)

    assert [ask_from("203.0.113.5").status_code for _ in range(4)] == [302, 302, 302, 429]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        theirs = ask_from("198.51.100.7")
    assert theirs.status_code == 302
    assert [letter.to for letter in mail.outbox] == [[person.email]]
