"""Pages of the team for the letter, and what a mail service tells of returns."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import include, path

from passeurs.core import clock
from passeurs.core.models import JournalEntry
from passeurs.editorial.actions import dispatch as dispatch_actions
from passeurs.editorial.actions.bounce import record_bounce
from passeurs.editorial.models import Bounce, Dispatch, Issue, Subscription
from tests.editorial.issue import issue, readers, subscription
from tests.factories import PersonFactory, SeasonCityFactory, team_member

pytestmark = pytest.mark.django_db

# Before the rest: the last of the site's own addresses takes whatever is left.
urlpatterns = [path("retours-de-courrier/", include("anymail.urls")), path("", include("passeurs.config.urls"))]

FIGURES = {"news_count": 3, "selection_count": 4, "event_count": 5, "event_days": 21}


@pytest.fixture
def team(client):
    person = team_member()
    client.force_login(person)
    return person


def test_composed_from_a_title_to_a_saved_text(client, team):
    response = client.post("/equipe/lettre/", {"title": "Décembre"})
    row = Issue.objects.get()
    assert response["Location"] == f"/equipe/lettre/{row.pk}/"
    assert "Décembre" in client.get(response["Location"]).content.decode()
    words = {"title": "Décembre au chaud", "intro": "Bonjour", "version": row.version} | FIGURES
    assert client.post(response["Location"], words).status_code == 302
    row.refresh_from_db()
    assert row.intro == "Bonjour"
    assert client.post(response["Location"], words | {"version": 2, "event_count": 99}).status_code == 422
    assert client.post(response["Location"], words).status_code == 422, "somebody saved meanwhile"


def test_picked_from_the_page(client, team):
    row = issue()
    picked = client.post(f"/equipe/lettre/{row.pk}/choisir/?ville=dijon", {"kind": "event", "ref": 3, "choice": "pin"})
    assert picked["Location"] == f"/equipe/lettre/{row.pk}/?ville=dijon#bloc-event"
    assert row.picks.get().is_pinned
    for wrong in ({}, {"kind": "x", "ref": 1, "choice": "pin"}, {"kind": "event", "ref": "a", "choice": "pin"}):
        assert client.post(f"/equipe/lettre/{row.pk}/choisir/", wrong).status_code == 422


def test_previewed_as_a_city_and_tried_on_oneself(client, team, django_capture_on_commit_callbacks):
    SeasonCityFactory()
    row = issue()
    page = client.get(f"/equipe/lettre/{row.pk}/apercu/", {"ville": "dijon", "theme": "lire"})
    assert "apercu/mail/?ville=dijon&amp;theme=lire" in page.content.decode()
    framed = client.get(f"/equipe/lettre/{row.pk}/apercu/mail/", {"ville": "dijon"})
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src 'self'" in framed["Content-Security-Policy"]
    assert "Dijon" in framed.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/equipe/lettre/{row.pk}/essai/?ville=dijon").status_code == 302
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([team.email], "[Essai] Au chaud en novembre")
    assert "Dijon" in sent.body


def test_sent_only_after_a_second_confirmation(client, team, django_capture_on_commit_callbacks):
    readers(3)
    row = issue()
    page = client.get(f"/equipe/lettre/{row.pk}/envoyer/").content.decode()
    assert 'name="expected_count" value="3"' in page
    assert client.post(f"/equipe/lettre/{row.pk}/envoyer/", {"expected_count": 3}).status_code == 422
    assert client.post(f"/equipe/lettre/{row.pk}/envoyer/", {"expected_count": 9, "is_sure": "on"}).status_code == 422
    assert not Dispatch.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/equipe/lettre/{row.pk}/envoyer/", {"expected_count": 3, "is_sure": "on"})
    assert response["Location"] == f"/equipe/lettre/{row.pk}/envoi/"
    assert "3 sur 3" in client.get(response["Location"]).content.decode()
    assert client.post(f"/equipe/lettre/{row.pk}/envoyer/", {"expected_count": 3, "is_sure": "on"}).status_code == 422
    assert len(mail.outbox) == 3


def test_progress_is_a_piece_for_htmx_and_can_be_paused(client, team):
    readers(2)
    row = issue()
    dispatch_actions.start_sending(actor=team, issue=row, expected_count=2)
    piece = client.get(f"/equipe/lettre/{row.pk}/envoi/", headers={"HX-Request": "true"}).content.decode()
    assert piece.strip().startswith('<div id="progression"')
    client.post(f"/equipe/lettre/{row.pk}/envoi/", {"act": "pause"})
    row.refresh_from_db()
    assert row.state == Issue.State.PAUSED
    assert client.post(f"/equipe/lettre/{row.pk}/envoi/", {"act": "pause"}).status_code == 422
    assert "Reprendre l’envoi" in client.get(f"/equipe/lettre/{row.pk}/envoi/").content.decode()


def test_readers_in_figures_and_addresses_only_on_demand(client, team):
    city = SeasonCityFactory().city
    subscription("lou@exemple.fr", city=city, tastes=["lire"])
    subscription("=cmd@exemple.fr")
    page = client.get("/equipe/lettre/lecteurs/").content.decode()
    assert "exemple.fr" not in page
    assert "Dijon" in page
    assert client.get("/equipe/lettre/lecteurs.csv").status_code == 405
    csv = b"".join(client.post("/equipe/lettre/lecteurs.csv")).decode()
    assert "lou@exemple.fr;Dijon;lire" in csv
    assert "'=cmd@exemple.fr" in csv, "no formula for a spreadsheet"
    assert JournalEntry.objects.get(verb="export_letter_readers").data == {"count": 2}


def test_returns_are_masked_and_an_address_is_taken_up_again(client, team):
    row = subscription("lou@exemple.fr")
    record_bounce(subscription=row, kind=Bounce.Kind.HARD, reason="550")
    page = client.get("/equipe/lettre/retours/").content.decode()
    assert "l…@exemple.fr" in page
    assert "lou@" not in page
    client.post(f"/equipe/lettre/retours/{row.pk}/reprendre/")
    row.refresh_from_db()
    assert row.state == Subscription.State.ACTIVE


def test_the_archive_shows_what_was_sent_without_a_person(client):
    SeasonCityFactory()
    assert client.get("/lettre/numeros/").status_code == 200
    issue(title="Brouillon secret", slug="brouillon")
    issue(state=Issue.State.SENT, started_at=clock.now())
    assert "Brouillon secret" not in client.get("/lettre/numeros/").content.decode()
    assert client.get("/lettre/numeros/brouillon/").status_code == 404
    page = client.get("/lettre/numeros/novembre/", {"ville": "dijon"}).content.decode()
    assert "Au chaud en novembre" in page
    assert "/lettre/choix/" not in page


def test_the_archive_takes_few_queries(client, django_assert_max_num_queries):
    SeasonCityFactory()
    issue(state=Issue.State.SENT, started_at=clock.now())
    with django_assert_max_num_queries(8):
        client.get("/lettre/numeros/novembre/", {"ville": "dijon"})


def test_lists_take_as_many_queries_for_more(client, team, django_assert_max_num_queries):
    record_bounce(subscription=subscription(), kind=Bounce.Kind.SOFT, issue=issue())
    counts = []
    for turn in range(2):
        for url in ("/equipe/lettre/", "/equipe/lettre/retours/", "/equipe/lettre/lecteurs/"):
            with django_assert_max_num_queries(10) as taken:
                client.get(url)
            counts.append(len(taken))
        for number in range(3):
            row = subscription(f"autre{turn}{number}@exemple.fr")
            record_bounce(subscription=row, kind=Bounce.Kind.SOFT, issue=issue(slug=f"numero-{turn}{number}"))
    assert counts[:3] == counts[3:]


# What a mail service tells: brevo's words, behind the secret of the address.


def told(client, secret="robot:secret", **event):
    headers = {"Authorization": "Basic " + b64encode(secret.encode()).decode()} if secret else {}
    body = {"id": 1, "ts_event": 1763000000, "email": "lou@exemple.fr"} | event
    url = "/retours-de-courrier/brevo/tracking/"
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def service(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": "robot:secret"}
    with override_settings(ROOT_URLCONF=__name__):
        yield Client()


def test_there_is_no_address_for_returns_unless_asked(client):
    assert told(client).status_code == 404


@pytest.mark.parametrize("secret", ["", "robot:wrong"])
def test_unsigned_returns_are_refused(service, secret):
    row = subscription()
    assert told(service, secret, event="hard_bounce").status_code == 400
    row.refresh_from_db()
    assert row.state == Subscription.State.ACTIVE


@pytest.mark.parametrize(
    ("event", "state", "kind"),
    [
        ("hard_bounce", "suspended", "hard"),
        ("soft_bounce", "active", "soft"),
        ("spam", "left", "complaint"),
        ("delivered", "active", None),
    ],
)
def test_returns_change_the_subscription(service, event, state, kind):
    row = subscription()
    assert told(service, event=event).status_code == 200
    row.refresh_from_db()
    assert row.state == state
    assert [bounce.kind for bounce in Bounce.objects.all()] == ([kind] if kind else [])


def test_a_return_finds_its_issue_and_is_kept_once(service):
    row = subscription()
    number = issue()
    Dispatch.objects.create(
        issue=number, subscription=row, state="sent", due_at=clock.now(), message_id="<abc@relais.example>"
    )
    for _ in range(2):
        told(service, event="hard_bounce", **{"message-id": "<abc@relais.example>"})
    assert [bounce.issue for bounce in Bounce.objects.all()] == [number]


def test_five_full_boxes_suspend():
    row = subscription()
    for _ in range(5):
        record_bounce(subscription=row, kind=Bounce.Kind.SOFT)
    row.refresh_from_db()
    assert row.state == Subscription.State.SUSPENDED


def test_a_return_about_nobody_is_passed_over(service):
    assert told(service, email="inconnue@exemple.fr", event="hard_bounce").status_code == 200
    assert not Bounce.objects.exists()


def test_members_do_not_run_the_letter(client):
    client.force_login(PersonFactory())
    assert client.get("/equipe/lettre/").status_code == 403
