"""A minor applies on a phone and the guardian consents; a correction, a place, a new ambassador; no JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.people.models import Person
from passeurs.programme.queries import current_season
from passeurs.questionnaires.models import Answer
from passeurs.recruitment.models import Application
from tests.journeys.conftest import PHONE, check_page
from tests.recruitment.making import birth, last_link, make_call, sent

pytestmark = pytest.mark.journey


@pytest.fixture
def call(world):
    call = make_call(season=current_season(), is_ready=False)
    call.season_cities.add(world.season_city)
    call.tracks.create(name="Critique", presentation="Aller voir, puis dire.").criteria.create(label="Curiosité")
    return call


def begin(page, call, *, age, email="lina@exemple.fr"):
    page.goto("/candidater/")
    page.get_by_role("link", name=call.title).click()
    page.get_by_role("link", name="Commencer ma candidature").first.click()
    page.get_by_label("Ton prénom").fill("Lina")
    page.get_by_label("Ton adresse e-mail").fill(email)
    page.get_by_label("Ta date de naissance").fill(birth(age).isoformat())
    page.get_by_label("Ta ville du programme").select_option(label="Dijon")
    # Nobody fills a form in less than two seconds, and the server knows it.
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toi")


def tell_who(page):
    page.get_by_label("Ton nom", exact=True).fill("Moreau")
    page.get_by_label("Ta commune").fill("Dijon")
    page.get_by_role("radio", name=re.compile("^Critique")).check()


def finish(page):
    """From the first theme to the sending."""
    page.get_by_label("Pourquoi ?").fill("Parce que ça me plaît.")
    page.get_by_label("Le samedi").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("C’est de moi.").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifier et envoyer")


def test_a_minor_applies_on_a_phone_and_the_guardian_consents(window, call):
    page = window.open(viewport=PHONE)
    begin(page, call, age=16)
    check_page(page, (PHONE,))
    tell_who(page)
    page.get_by_label("Son prénom et son nom").fill("Paul Moreau")
    page.get_by_label("Son adresse e-mail").fill("paul@exemple.fr")
    page.get_by_role("button", name="Continuer").click()
    # Typed, saved by itself, left, found again by the link of the mail.
    page.get_by_label("Pourquoi ?").fill("Un début")
    expect(page.locator("[data-save-state]")).to_have_text("Brouillon enregistré.")
    page.goto(last_link("lina@exemple.fr"))
    page.get_by_role("link", name="Toi et la culture").click()
    expect(page.get_by_label("Pourquoi ?")).to_have_value("Un début")
    check_page(page, (PHONE,))
    finish(page)
    check_page(page, (PHONE,))
    page.get_by_label("J’ai lu la charte et je l’accepte.").check()
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page.get_by_role("heading", name="Ta candidature attend un accord")).to_be_visible()
    check_page(page, (PHONE,))
    assert Application.objects.get().proven_at is not None

    parent = window.open(viewport=PHONE)
    parent.goto(last_link("paul@exemple.fr"))
    check_page(parent, (PHONE,))
    for label in ("J’accepte sa participation", "J’accepte que sa voix", "J’ai lu la charte", "J’exerce l’autorité"):
        parent.get_by_role("checkbox", name=re.compile(f"^{label}")).check()
    parent.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(parent.get_by_text("Accords en cours")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Ton parent ou responsable a donné son accord.")).to_be_visible()


def test_a_correction_then_a_place_then_an_ambassador(window, world, call):
    application = sent(call)
    team = window.open(world.team)
    team.goto(application.get_absolute_url())
    check_page(team)
    team.get_by_role("link", name="Demander une correction : Pourquoi ?").click()
    team.get_by_label("Ce qu’il faut corriger").fill("Peux-tu donner un exemple ?")
    team.get_by_role("button", name="Envoyer la demande").click()
    expect(team.get_by_text("Correction demandée")).to_be_visible()

    page = window.open(viewport=PHONE)
    page.goto(last_link("lina@exemple.fr"))
    page.get_by_role("link", name="Corriger cette réponse").click()
    check_page(page, (PHONE,))
    page.get_by_label("Pourquoi ?").fill("Parce que j’ai emmené ma classe au musée.")
    page.get_by_role("button", name="Envoyer ma correction").click()
    expect(page.get_by_text("Merci, ta réponse est corrigée.")).to_be_visible()

    team.reload()
    expect(team.get_by_text("Parce que j’ai emmené ma classe au musée.")).to_be_visible()
    team.get_by_label("retenue", exact=True).check()
    team.get_by_role("button", name="Enregistrer la décision").click()
    expect(team.get_by_text("À confirmer avant le")).to_be_visible()

    page.goto(last_link("lina@exemple.fr"))
    check_page(page, (PHONE,))
    page.get_by_role("link", name="Répondre").click()
    page.get_by_label("Oui, je prends la place").check()
    page.get_by_label("J’ai lu la charte et je l’accepte.").check()
    check_page(page, (PHONE,))
    page.get_by_role("button", name="Envoyer ma réponse").click()
    expect(page.get_by_text("Ta place est confirmée : bienvenue !")).to_be_visible()
    mine = window.open(Person.objects.get(email="lina@exemple.fr"), viewport=PHONE)
    mine.goto("/aujourdhui/")
    expect(mine.get_by_role("navigation", name="Raccourcis")).to_be_visible()


def test_everything_works_without_javascript(window, call):
    page = window.open(java_script_enabled=False, viewport=PHONE)
    begin(page, call, age=19)
    tell_who(page)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".error-summary")).to_be_visible()
    finish(page)
    expect(page.get_by_text("Ouvre d’abord le lien que l’on t’a envoyé")).to_be_visible()
    page.goto(last_link("lina@exemple.fr"))
    page.get_by_role("link", name="Vérifier et envoyer").click()
    page.get_by_label("J’ai lu la charte et je l’accepte.").check()
    page.get_by_role("button", name="Envoyer ma candidature").click()
    expect(page.get_by_text("C’est envoyé !")).to_be_visible()
    page.get_by_role("link", name="Retirer ma candidature").click()
    page.get_by_role("button", name="La retirer").click()
    expect(page.get_by_text("Elle est retirée")).to_be_visible()


def test_a_lost_connection_loses_nothing(window, call):
    page = window.open(viewport=PHONE)
    begin(page, call, age=19)
    tell_who(page)
    page.get_by_role("button", name="Continuer").click()
    address = page.url
    page.wait_for_load_state("networkidle")  # its behaviours are there before the network goes
    page.context.set_offline(True)
    page.get_by_label("Pourquoi ?").fill("Tapé dans le tunnel")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Pas de réseau. Ce que tu as tapé reste ici")).to_be_visible()
    page.context.set_offline(False)
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label("Pourquoi ?")).to_have_value("Tapé dans le tunnel")
    expect(page.get_by_text("On a retrouvé ce que tu avais tapé ici sans réseau.")).to_be_visible()
    expect(page.locator("[data-save-state]")).to_have_text("Brouillon enregistré.")
    assert Answer.objects.get().value == "Tapé dans le tunnel"
