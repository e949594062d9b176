"""Venues to remember: kept on a phone without an account, joined at sign-in, pinned near home, taken off, put back."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.catalogue.queries.pin import pinned_ids
from passeurs.people.models import Profile
from tests.journeys.conftest import PHONE, check_page
from tests.journeys.test_sign_in import code_in_mail
from tests.selections.selection import put

pytestmark = pytest.mark.journey
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });"


def sign_in(page):
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill("ines@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code à six chiffres").fill(code_in_mail(page))
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile(r"/aujourdhui/$"))


def test_kept_on_the_device_then_in_the_account(world, mailbox, window):
    put(world.published, world.venues[0], position=4)
    page = window.open(viewport=PHONE)
    page.goto(world.published.get_absolute_url())
    page.get_by_role("button", name="Ça me tente : La Vapeur").click()
    page.get_by_role("button", name=re.compile("Ça me tente : ")).first.click()

    sign_in(page)
    expect(page.get_by_text("1 lieu gardé sur cet appareil est maintenant dans tes lieux.")).to_be_visible()
    assert pinned_ids(world.author) == {world.venues[0].pk}
    check_page(page, (PHONE,))
    page.get_by_role("link", name="Voir mes lieux").click()
    check_page(page)
    expect(page.get_by_role("button", name="Les ajouter à mes lieux")).to_be_hidden()

    # The list of the device is as it was, the account's beside it.
    page.goto("/a-emporter/")
    expect(page.get_by_role("heading", name="Les lieux de ton compte")).to_be_visible()
    expect(page.locator(".taken > li")).to_have_count(2)
    check_page(page, (PHONE,))

    # What is kept on the device later waits in the list.
    put(world.published, world.venues[1], position=5)
    page.goto(world.published.get_absolute_url())
    page.get_by_role("button", name="Ça me tente : Bibliothèque Port du Canal").click()
    page.goto("/moi/lieux/")
    page.get_by_role("button", name="Les ajouter à mes lieux").click()
    expect(page.get_by_role("link", name="Bibliothèque Port du Canal", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Les ajouter à mes lieux")).to_be_hidden()

    # A second sign-in says nothing more.
    page.context.clear_cookies()
    sign_in(page)
    expect(page.get_by_text("sur cet appareil")).to_have_count(0)


def test_pinned_in_one_tap_with_a_note_and_back(world, window):
    Profile.objects.filter(person=world.author).update(commune_code="21231")
    page = window.open(world.author, viewport=PHONE)
    page.goto("/moi/lieux/")
    check_page(page)
    page.get_by_role("link", name="Découvrir près de chez moi").click()
    page.goto("/decouvrir/?ou=Dijon")
    pin = page.get_by_role("button", name="Épingler : La Vapeur")
    pin.focus()
    page.keyboard.press("Enter")
    expect(pin).to_have_attribute("aria-pressed", "true")
    expect(pin).to_be_focused()
    check_page(page)
    page.get_by_role("link", name="La Vapeur", exact=True).click()
    check_page(page)
    page.get_by_role("link", name="Ma note : La Vapeur").click()
    check_page(page)
    page.get_by_label("Pour me souvenir de…").fill("Demander pour la régie")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est noté.")).to_be_visible()

    page.goto("/moi/lieux/?tri=distance")
    expect(page.get_by_text("Demander pour la régie")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Épingler : La Vapeur").click()
    expect(page.get_by_role("button", name="Épingler : La Vapeur")).to_have_attribute("aria-pressed", "false")
    page.reload()
    check_page(page)
    page.get_by_role("button", name="Remettre : La Vapeur").click()
    expect(page.get_by_text("Demander pour la régie")).to_be_visible()


@pytest.mark.parametrize("way", ["without JavaScript", "with storage blocked"])
def test_the_same_on_a_poorer_browser(world, window, way):
    page = window.open(world.author, viewport=PHONE, java_script_enabled=way != "without JavaScript")
    page.add_init_script(BLOCKED)
    page.goto(world.venues[0].get_absolute_url())
    page.get_by_role("button", name="Épingler : La Vapeur").click()
    expect(page.get_by_role("button", name="Épingler : La Vapeur")).to_have_attribute("aria-pressed", "true")
    page.goto("/moi/lieux/")
    expect(page.get_by_role("button", name="Les ajouter à mes lieux")).to_be_hidden()
    page.get_by_role("button", name="Épingler : La Vapeur").click()
    if way == "with storage blocked":
        expect(page.get_by_role("button", name="Épingler : La Vapeur")).to_have_attribute("aria-pressed", "false")
        page.reload()
    page.get_by_role("button", name="Remettre : La Vapeur").click()
    expect(page.get_by_role("button", name="Épingler : La Vapeur")).to_have_attribute("aria-pressed", "true")
