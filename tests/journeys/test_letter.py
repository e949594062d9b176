"""The letter: a visitor subscribes, confirms, receives, leaves; the team composes, tries, sends, and sees a return."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from passeurs.core import clock
from passeurs.editorial.actions.bounce import record_bounce
from passeurs.editorial.models import Bounce, Issue, Subscription
from passeurs.notifications.adapters.outbox import OutboxMail, read_outbox
from tests.editorial.issue import issue, readers, rhythm, subscription
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def rhythms(world, live_server, settings):
    rhythm()
    settings.SITE_URL = live_server.url


def last_mail(to: str) -> OutboxMail:
    """The last mail of the demonstration's box to an address."""
    return next(mail for mail in read_outbox(limit=40) if mail.to == to)


def follow(page: Page, mail: OutboxMail, words: str) -> None:
    """Open a link of a mail."""
    address = re.search(rf"{settings.SITE_URL}/lettre/{words}/\S+", mail.text)
    assert address, mail.text
    page.goto(address[0])


def subscribe(page: Page, email: str) -> None:
    page.goto("/lettre/?ville=dijon")
    page.get_by_label("Ton adresse e-mail").fill(email)
    # Nobody fills it faster; a robot would.
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Recevoir la lettre").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_comes_and_goes(world, window, mailbox, javascript):
    page = window.open(java_script_enabled=javascript)
    page.goto("/lettre/?ville=dijon")
    if javascript:
        check_page(page)
    subscribe(page, "lou@exemple.fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Regarde tes e-mails")
    follow(page, last_mail("lou@exemple.fr"), "confirmer")
    page.get_by_role("button", name="Oui, je veux la lettre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est confirmé")
    if javascript:
        check_page(page)
    assert Subscription.objects.get().city == world.season_city.city

    team = window.open(world.team, java_script_enabled=javascript)
    team.goto("/equipe/lettre/")
    team.get_by_label("Titre du numéro").fill("Au chaud")
    team.get_by_role("button", name="Préparer un numéro").click()
    team.get_by_label("Le mot de l’équipe").fill("Bonjour à **toutes et tous**.")
    team.get_by_role("button", name="Enregistrer").click()
    team.get_by_role("link", name="Envoyer…").click()
    expect(team.locator(".letter-count")).to_contain_text("1 personne va le recevoir")
    team.get_by_label("J’ai relu ce numéro et je l’envoie.").check()
    team.get_by_role("button", name="Envoyer à 1").click()
    expect(team.get_by_text("1 sur 1")).to_be_visible()

    mail = last_mail("lou@exemple.fr")
    assert mail.subject == "Au chaud"
    assert "Rester au chaud à Dijon" in mail.text
    follow(page, mail, "choix")
    if javascript:
        check_page(page)
    page.get_by_label("Lire").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").filter(has_text="enregistré")).to_be_visible()
    follow(page, mail, "quitter")
    page.get_by_role("button", name="Ne plus la recevoir").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est fait")
    if javascript:
        check_page(page)
    page.get_by_role("button", name="Annuler, je reste").click()
    assert Subscription.objects.get().state == Subscription.State.ACTIVE
    page.get_by_role("button", name="Ne plus la recevoir").click()
    assert Subscription.objects.get().state == Subscription.State.LEFT


def test_the_team_composes_tries_and_follows_a_sending(world, window, mailbox):
    readers(3, city=world.season_city.city)
    gone = subscription("partie@exemple.fr")
    page = window.open(world.team)
    page.goto("/equipe/lettre/")
    check_page(page)
    page.get_by_label("Titre du numéro").fill("Décembre en ville")
    page.get_by_role("button", name="Préparer un numéro").click()
    page.get_by_label("Le mot de l’équipe").fill("Un mot.")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("combobox", name="Ville").select_option("Dijon")
    page.get_by_role("button", name="Voir comme elle").click()
    page.get_by_role("button", name="Écarter : Concert à la Vapeur").click()
    expect(page.get_by_text("écarté", exact=True)).to_be_visible()
    page.get_by_role("button", name="Remettre au choix").click()
    page.get_by_role("button", name="Épingler : Rester au chaud à Dijon").click()
    check_page(page)
    page.get_by_role("link", name="Aperçu et essai").click()
    page.get_by_role("combobox", name="Ville").select_option("Dijon")
    page.get_by_role("button", name="Voir comme elle").click()
    phone = page.frame_locator("iframe.letter-phone")
    expect(phone.get_by_role("link", name="Rester au chaud à Dijon")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="M’envoyer cet essai").click()
    expect(page.get_by_role("status").filter(has_text="L’essai part à")).to_be_visible()
    assert last_mail(world.team.email).subject == "[Essai] Décembre en ville"
    row = Issue.objects.get()
    page.goto(f"/equipe/lettre/{row.pk}/envoyer/")
    check_page(page)
    page.get_by_role("button", name="Envoyer à 4").click()
    expect(page.get_by_role("alert")).to_contain_text("Cochez la case")
    page.get_by_label("J’ai relu ce numéro et je l’envoie.").check()
    page.get_by_role("button", name="Envoyer à 4").click()
    expect(page.get_by_text("4 sur 4")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="page publique").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Décembre en ville")
    check_page(page)
    record_bounce(subscription=gone, kind=Bounce.Kind.HARD, reason="550", issue=row)
    page.goto("/equipe/lettre/retours/")
    expect(page.get_by_role("cell", name="p…@exemple.fr", exact=True)).to_be_visible()
    check_page(page)
    page.get_by_role("button", name=re.compile("Reprendre")).click()
    gone.refresh_from_db()
    assert gone.state == Subscription.State.ACTIVE
    page.goto("/equipe/lettre/lecteurs/")
    check_page(page)


def test_a_sending_is_followed_paused_and_resumed(world, window, settings):
    # A worker that never comes, so that the sending lasts.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    rows = readers(2)
    number = issue(state=Issue.State.SENDING, started_at=clock.now(), recipient_count=2)
    for row in rows:
        number.dispatches.create(subscription=row, due_at=clock.now())
    page = window.open(world.team)
    page.goto(f"/equipe/lettre/{number.pk}/envoi/")
    check_page(page)
    number.dispatches.filter(subscription=rows[0]).update(state="sent")
    expect(page.get_by_text("1 sur 2")).to_be_visible()
    page.get_by_role("button", name="Mettre en pause").click()
    expect(page.get_by_text("envoi en pause")).to_be_visible()
    page.get_by_role("button", name="Reprendre l’envoi").click()
    expect(page.get_by_text("en cours d’envoi")).to_be_visible()


def test_notifications_are_read_line_by_line(world, window):
    from passeurs.notifications.actions import notify

    for title in ("Proposée", "Relue", "Publiée"):
        notify(person=world.author, kind="selection_x", title=title, url=world.published.get_absolute_url())
    page = window.open(world.author, viewport={"width": 360, "height": 780})
    page.goto("/notifications/")
    check_page(page)
    page.get_by_role("link", name="les 3 messages").click()
    expect(page.get_by_text("Relue")).to_be_visible()
    check_page(page)
    page.go_back()
    page.get_by_role("button", name="Tout marquer comme lu").click()
    page.get_by_role("button", name="Annuler, les remettre à lire").click()
    expect(page.get_by_text("nouveau").first).to_be_visible()
    page.get_by_role("button", name="Marquer lu : Publiée").click()
    expect(page.get_by_role("button", name="Remettre à lire : Publiée")).to_be_visible()
    page.goto("/notifications/preferences/")
    check_page(page)
