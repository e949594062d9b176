"""Discovering near a commune with the keyboard alone, and saying what is wrong."""

import pytest
from playwright.sync_api import expect

from passeurs.promises.models import Promise
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey
TABS = 120


def tab_to(page, target):
    """Press Tab until the focus is on the target, seeing at each step that the focus shows."""
    for _step in range(TABS):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            outline = target.evaluate("one => getComputedStyle(one).outlineStyle")
            assert outline != "none", f"the focus does not show on {target}"
            return
    raise AssertionError(f"the keyboard does not reach {target} on {page.url}")


def test_discover_and_report_an_error_with_the_keyboard_alone(world, page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu principal")).to_be_focused()
    tab_to(page, page.locator("main").get_by_role("link", name="Découvrir près de chez moi"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Découvrir")
    check_page(page)

    tab_to(page, page.get_by_label("Où"))
    page.keyboard.type("Dijon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lieux près de Dijon")).to_be_visible()
    names = page.locator(".near h3")
    expect(names.first).to_have_text("Musée des Beaux-Arts")
    expect(names.last).to_have_text("La Vapeur")
    check_page(page)

    tab_to(page, page.get_by_role("link", name="La Vapeur", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("La Vapeur")
    expect(page.get_by_role("link", name="Concert à la Vapeur")).to_be_visible()
    check_page(page)

    tab_to(page, page.get_by_role("link", name="Signaler une erreur"))
    page.keyboard.press("Enter")
    check_page(page)
    tab_to(page, page.get_by_label("Qu’est-ce qui ne va pas"))
    page.keyboard.type("La salle est fermée pour travaux.")
    tab_to(page, page.locator("main").get_by_role("button", name="Envoyer"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="L’équipe a reçu ton signalement")).to_be_visible()
    check_page(page)
    assert Promise.objects.open().filter(detail="La salle est fermée pour travaux.").count() == 1


def test_events_of_the_week_are_one_click_away(world, page):
    page.goto("/decouvrir/?ou=21000")
    page.get_by_role("link", name="Événements", exact=True).click()
    expect(page.locator(".near h3")).to_have_text(["Concert à la Vapeur"])
    check_page(page)


def test_an_unknown_commune_says_what_to_do(world, page, visit):
    visit(page, "/decouvrir/?ou=Zzyzx")
    expect(page.get_by_text("Cette commune nous est inconnue")).to_be_visible()
