"""Subscribing to the letter: asked, confirmed, changed, left, erased; nothing told to who is not the reader."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from passeurs.core import clock, registry
from passeurs.core.models import JournalEntry
from passeurs.editorial.actions import subscription as actions
from passeurs.editorial.models import Subscription, SuppressedAddress
from passeurs.editorial.queries import subscription as queries
from passeurs.people.actions import erase_person, give_consent, withdraw_consent
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.people.queries import running_consents
from tests.editorial.issue import asked, link_of, rhythm, subscription
from tests.factories import CityFactory, MandateFactory, PersonFactory, SeasonCityFactory

pytestmark = pytest.mark.django_db

URL = "/lettre/"
State = Subscription.State


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ask(client, commit, email="lou@exemple.fr", **fields):
    with commit():
        return client.post(URL, asked(email, **fields))


def test_asked_confirmed_and_nothing_before(client, commit):
    SeasonCityFactory()
    response = ask(client, commit, "  Lou@Exemple.fr ", ville="dijon", theme=["lire", "scene"], rythme="quinzaine")
    assert (response.status_code, response["Location"]) == (302, "/lettre/merci/")
    row = Subscription.objects.get()
    assert (row.email, row.state, row.city.slug, row.tastes) == (
        "lou@exemple.fr",
        "waiting",
        "dijon",
        ["lire", "scene"],
    )
    assert row.rhythm.slug == "quinzaine"
    assert not Subscription.objects.reachable(clock.today())
    (sent,) = mail.outbox
    assert sent.to == ["lou@exemple.fr"]
    path = link_of(sent, "confirmer")
    page = client.get(path)
    assert "Plus qu’un clic" in page.content.decode()
    assert Subscription.objects.get().state == "waiting", "looking changes nothing: mail scanners look"
    assert "C’est confirmé" in client.post(path).content.decode()
    assert Subscription.objects.get().state == "active"
    assert "C’est confirmé" in client.post(path).content.decode(), "twice is once"
    assert JournalEntry.objects.filter(verb="confirm_letter").count() == 1


def test_preset_of_the_address_is_chosen(client):
    SeasonCityFactory()
    page = client.get(URL, {"ville": "dijon", "theme": "lire"}).content.decode()
    assert '<option value="dijon" selected>' in page
    assert 'value="lire"' in page.split("checked")[0][-200:]
    assert client.get(URL, {"ville": "ailleurs", "theme": "rien"}).status_code == 200


def test_the_page_tells_nobody_who_reads(client, commit):
    subscription("connue@exemple.fr")
    known, unknown = ask(client, commit, "connue@exemple.fr"), ask(client, commit, "inconnue@exemple.fr")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    first, second = mail.outbox
    assert "reçois déjà" in first.subject
    assert "Confirme" in second.subject


def test_asking_for_a_reader_changes_nothing_of_theirs(client, commit):
    SeasonCityFactory()
    subscription("connue@exemple.fr", tastes=["lire"])
    ask(client, commit, "connue@exemple.fr", ville="dijon", theme=["scene"])
    row = Subscription.objects.get()
    assert (row.tastes, row.city) == (["lire"], None)


@pytest.mark.parametrize(
    "email",
    ["", "pas une adresse", "a@exemple.fr\nBcc: b@exemple.fr", "a@exemple.fr\r\nBcc: b@exemple.fr", "a@b", "é" * 300],
)
def test_bad_addresses_answer_422_and_write_to_nobody(client, commit, email):
    assert ask(client, commit, email).status_code == 422
    assert mail.outbox == []
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "stamp",
    ["", "forged", signing.dumps(0, salt="letter.form"), signing.dumps(1e12, salt="letter.form")],
    ids=["empty", "forged", "of old", "of tomorrow"],
)
def test_a_form_sent_too_fast_or_forged_is_asked_again(client, commit, stamp):
    if stamp.startswith("MA"):
        # An old word, signed now: as if the page had been open since 1970, which a person may do.
        assert ask(client, commit, stamp=stamp).status_code == 302
        return
    response = ask(client, commit, stamp=stamp)
    assert response.status_code == 422
    assert "lou@exemple.fr" in response.content.decode(), "nothing is lost"
    assert mail.outbox == []


def test_a_robot_is_thanked_and_forgotten(client, commit):
    assert ask(client, commit, website="http://spam").status_code == 302
    assert not Subscription.objects.exists()


def test_an_address_is_not_flooded(client, commit, time_machine):
    for minute in (0, 1, 11, 22, 33, 44):
        time_machine.move_to(dt.datetime(2026, 11, 10, 9, minute, tzinfo=dt.UTC))
        ask(client, commit)
    assert len(mail.outbox) == 3


def test_a_visitor_is_slowed_down(client, commit, monkeypatch):
    monkeypatch.setattr("passeurs.editorial.views.subscription.ASKS_PER_HOUR", 1)
    assert ask(client, commit).status_code == 302
    response = ask(client, commit, "autre@exemple.fr")
    assert response.status_code == 422
    assert "Rien n’est perdu" in response.content.decode()


def confirm_path(row):
    return reverse("editorial:confirm", args=[queries.confirm_token(row)])


def test_a_confirmation_of_a_former_demand_opens_nothing(client, commit, time_machine):
    row = subscription(state=State.WAITING, asked_count=1)
    old = confirm_path(row)
    row.asked_count = 2
    row.save()
    assert client.post(old).status_code == 404
    assert client.post(confirm_path(row)).status_code == 200


def test_a_confirmation_does_not_bring_back_who_left(client):
    row = subscription(asked_count=1)
    path = confirm_path(row)
    actions.leave(subscription=row)
    assert client.post(path).status_code == 404
    assert Subscription.objects.get().state == State.LEFT


def test_expired_forged_and_crossed_links_open_nothing(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    row = subscription(state=State.WAITING, asked_count=1)
    confirm, leave = queries.confirm_token(row), queries.leave_token(row)
    time_machine.move_to(dt.datetime(2026, 11, 9, tzinfo=dt.UTC))
    assert client.get(f"/lettre/confirmer/{confirm}/").status_code == 404
    for token in ("forged", "x:y:z", leave, confirm[:-2]):
        assert client.get(f"/lettre/choix/{token}/").status_code == 404
        assert client.post(f"/lettre/confirmer/{token}/").status_code == 404
    assert client.post(f"/lettre/quitter/{confirm}/").status_code == 404


def manage_path(row):
    return reverse("editorial:manage", args=[queries.manage_token(row)])


def test_choices_are_changed_and_a_pause_ends_by_itself(client):
    SeasonCityFactory()
    row = subscription()
    day = clock.today() + dt.timedelta(days=10)
    fields = {"ville": "dijon", "theme": ["scene"], "rythme": "quinzaine", "pause": day.isoformat()}
    assert client.post(manage_path(row), fields).status_code == 302
    row.refresh_from_db()
    assert (row.city.name, row.tastes, row.rhythm.slug, row.paused_until) == ("Dijon", ["scene"], "quinzaine", day)
    assert not Subscription.objects.reachable(day - dt.timedelta(days=1))
    assert Subscription.objects.reachable(day)


@pytest.mark.parametrize(
    "wrong", [{"pause": "2020-01-01"}, {"pause": "2199-01-01"}, {"ville": "x"}, {"theme": ["x"]}, {"rythme": ""}]
)
def test_wrong_choices_answer_422(client, wrong):
    row = subscription()
    fields = {"ville": "", "theme": [], "rythme": "mois", "pause": ""} | wrong
    assert client.post(manage_path(row), fields).status_code == 422


def test_one_click_of_the_mail_program_needs_no_cookie():
    row = subscription()
    path = reverse("editorial:leave", args=[queries.leave_token(row)])
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert Subscription.objects.get().state == State.ACTIVE, "looking changes nothing"
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.get().state == State.LEFT
    assert "Te revoilà" not in strict.post(path, {"act": "come_back"}).content.decode()
    assert Subscription.objects.get().state == State.ACTIVE


def test_left_then_erased_after_seven_days_but_for_a_mark(time_machine, client, commit):
    time_machine.move_to(dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    row = subscription()
    client.post(manage_path(row), {"act": "leave"})
    actions.tidy_subscriptions(at=clock.now() + dt.timedelta(days=6))
    assert Subscription.objects.exists()
    actions.tidy_subscriptions(at=clock.now() + dt.timedelta(days=8))
    assert not Subscription.objects.exists()
    mark = SuppressedAddress.objects.get()
    assert "lou" not in mark.digest
    assert client.get(manage_path(row)).status_code == 404
    # Asked again by anyone: one mail, not one each day.
    ask(client, commit)
    Subscription.objects.all().delete()
    time_machine.move_to(dt.datetime(2026, 11, 5, tzinfo=dt.UTC))
    ask(client, commit)
    assert len(mail.outbox) == 1
    # Its owner wants it again: the mark goes.
    actions.confirm(subscription=Subscription.objects.get())
    assert not SuppressedAddress.objects.exists()


def test_erased_at_once_from_the_choices(client):
    row = subscription()
    assert client.post(manage_path(row), {"act": "erase"})["Location"] == "/lettre/merci/"
    assert not Subscription.objects.exists()
    assert SuppressedAddress.objects.get().digest == queries.suppressed_digest("LOU@exemple.fr ")


def test_unconfirmed_is_deleted_after_seven_days_without_a_mark():
    subscription(state=State.WAITING, created_at=clock.now() - dt.timedelta(days=8))
    assert actions.tidy_subscriptions(at=clock.now()) == 1
    assert not Subscription.objects.exists()
    assert not SuppressedAddress.objects.exists()


def test_the_silent_are_asked_once_then_forgotten(commit, client):
    now = clock.now()
    row = subscription(seen_at=now - dt.timedelta(days=1100))
    with commit():
        actions.tidy_subscriptions(at=now)
        actions.tidy_subscriptions(at=now)
    (sent,) = mail.outbox
    assert "toujours" in sent.subject
    path = link_of(sent, "choix")
    client.post(path, {"act": "stay"})
    actions.tidy_subscriptions(at=now + dt.timedelta(days=40))
    assert Subscription.objects.exists()
    Subscription.objects.filter(pk=row.pk).update(stay_asked_at=now)
    actions.tidy_subscriptions(at=now + dt.timedelta(days=40))
    assert not Subscription.objects.exists()


def test_consent_in_the_account_is_a_subscription_and_its_withdrawal_the_end():
    person = MandateFactory(season_city=SeasonCityFactory()).person
    give_consent(person=person, purpose=ConsentPurpose.EMAIL_NEWS)
    row = Subscription.objects.get()
    assert (row.email, row.state, row.city.name, row.person) == (person.email, State.ACTIVE, "Dijon", person)
    withdraw_consent(person=person, purpose=ConsentPurpose.EMAIL_NEWS)
    assert Subscription.objects.get().state == State.LEFT
    give_consent(person=person, purpose=ConsentPurpose.EMAIL_NEWS)
    assert Subscription.objects.get().state == State.ACTIVE


def test_another_consent_subscribes_nobody():
    give_consent(person=PersonFactory(), purpose=ConsentPurpose.PUBLIC_NAME)
    assert not Subscription.objects.exists()


def test_leaving_by_mail_takes_the_consent_back_too():
    person = PersonFactory()
    subscription(person.email)
    give_consent(person=person, purpose=ConsentPurpose.EMAIL_NEWS)
    row = Subscription.objects.get()
    assert row.person == person, "one address, one subscription"
    actions.leave(subscription=row)
    assert ConsentPurpose.EMAIL_NEWS not in running_consents(person)
    actions.come_back(subscription=row)
    assert ConsentPurpose.EMAIL_NEWS in running_consents(person)
    assert Consent.objects.count() == 2


def test_a_linked_subscription_follows_its_account():
    person = PersonFactory()
    give_consent(person=person, purpose=ConsentPurpose.EMAIL_NEWS)
    subscription("nouvelle@exemple.fr")
    person.email = "nouvelle@exemple.fr"
    person.save()
    actions.tidy_subscriptions(at=clock.now())
    assert [row.email for row in Subscription.objects.all()] == ["nouvelle@exemple.fr"]


def test_an_erased_account_takes_its_subscriptions_away():
    person = PersonFactory()
    give_consent(person=person, purpose=ConsentPurpose.EMAIL_NEWS)
    entry = dict(registry.personal_data.items())["letter"]
    assert entry.export(person)["abonnements"][0]["adresse"] == person.email
    erase_person(person=person)
    assert not Subscription.objects.exists()


def test_ways_to_follow_lead_to_the_letter():
    (way,) = queries.ways_to_follow("dijon", "lire")
    assert way.url == "/lettre/?ville=dijon&theme=lire"
    assert queries.ways_to_follow("", "")[0].url == "/lettre/"


def test_addresses_are_one_whatever_their_case():
    subscription("Lou@exemple.fr")
    assert queries.find_subscription("lou@EXEMPLE.fr ") is not None
    assert rhythm().gap_days == 28
    assert CityFactory().slug == "dijon"
