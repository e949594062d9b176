"""Wishes on a phone, by keyboard alone: what is read back is what was asked, and the focus follows what moved."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from passeurs.matching.models import WishSheet
from tests.factories import PartnershipFactory
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey
PLACES = ("Opéra", "Cinéma", "Musée", "Théâtre du Parvis")
# What has the focus: its words, or the label of a field.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const told = one.labels?.length ? one.labels[0] : one;
  return told.innerText.replace(/\\s+/g, " ").trim();
}"""
SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const top = document.elementFromPoint(box.left + box.width / 2, Math.max(0, box.top) + Math.min(box.height, 24) / 2);
  const isUncovered = one.contains(top) || one.labels?.[0]?.contains(top);
  return isUncovered && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
MOST_STOPS = 90


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what says these words; it is seen there."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            assert page.evaluate(SEEN), f"the focus on « {words} » is not seen"
            return
    pytest.fail(f"« {words} » is not reached by Tab")


def press(page: Page, key: str) -> None:
    """A key that sends a form: wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press(key)


def ranked(page: Page) -> list[str]:
    return page.locator("ol.ranked-places .place-name").all_inner_texts()


def say_when_and_how_far(page: Page) -> None:
    """Two half-days, two km more, saved."""
    tab_to(page, "mercredi après-midi")
    page.keyboard.press("Space")
    tab_to(page, "samedi matin")
    page.keyboard.press("Space")
    tab_to(page, "Jusqu’où tu peux aller")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Jusqu’où tu peux aller")).to_have_value("17")
    tab_to(page, "Enregistrer")
    press(page, "Enter")
    expect(page.get_by_text("C’est noté.")).to_be_visible()


def write_a_word(page: Page) -> None:
    """For the place on top; the focus comes back to it."""
    tab_to(page, "Ajouter un mot pour ce lieu")
    page.keyboard.press("Enter")
    tab_to(page, "Pourquoi Musée")
    page.keyboard.type("Pour voir les réserves.")
    press(page, "Enter")
    assert "Pour voir les réserves." in page.evaluate(FOCUSED)


def test_ranked_moved_taken_off_and_saved_by_keyboard(window, world):
    for name in PLACES:
        PartnershipFactory(season_city=world.season_city, name=name)
    page = window.open(world.author, viewport=PHONE)
    page.goto("/moi/association/")

    for place in ("Cinéma", "Opéra", "Musée"):
        tab_to(page, f"Classer {place}")
        press(page, "Enter")
        assert place in page.evaluate(FOCUSED), "the focus is on what was just ranked"
        assert page.evaluate(SEEN)
    assert ranked(page) == ["Cinéma", "Opéra", "Musée"]
    check_page(page)

    tab_to(page, "Monter Musée")
    press(page, "Space")
    assert ranked(page) == ["Cinéma", "Musée", "Opéra"]
    assert "Musée" in page.evaluate(FOCUSED)
    # The row has the focus: what it holds are the next stops, so it goes on up with two Tabs.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Monter Musée"
    press(page, "Enter")
    assert ranked(page) == ["Musée", "Cinéma", "Opéra"]

    write_a_word(page)

    tab_to(page, "Enlever Cinéma")
    press(page, "Enter")
    assert ranked(page) == ["Musée", "Opéra"]
    assert page.evaluate(FOCUSED) == "2 vœux"

    say_when_and_how_far(page)

    page.reload()
    assert ranked(page) == ["Musée", "Opéra"]
    assert page.locator("#champ-half_days input:checked").count() == 2
    expect(page.get_by_label("mercredi après-midi")).to_be_checked()
    expect(page.get_by_label("samedi matin")).to_be_checked()
    expect(page.get_by_label("Jusqu’où tu peux aller")).to_have_value("17")
    check_page(page)
    sheet = WishSheet.objects.get(mandate__person=world.author)
    assert (sheet.half_days, sheet.limit_km) == (["wed_pm", "sat_am"], 17)
    assert [(wish.partnership.name, wish.words) for wish in sheet.wishes.all()] == [
        ("Musée", "Pour voir les réserves."),
        ("Opéra", ""),
    ]


def test_a_form_that_is_refused_says_where_and_keeps_what_was_typed(window, world):
    PartnershipFactory(season_city=world.season_city, name="Opéra")
    page = window.open(world.author, viewport=PHONE)
    page.goto("/moi/association/")
    tab_to(page, "Jusqu’où tu peux aller")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("8")
    tab_to(page, "Enregistrer")
    press(page, "Enter")
    # The summary has the focus, its link leads to the field at fault, and Space there answers.
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, "au moins une demi-journée")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("#champ-half_days input:checked")).to_have_count(1)
    expect(page.get_by_label("Jusqu’où tu peux aller")).to_have_value("8")
    check_page(page)
    tab_to(page, "Enregistrer")
    press(page, "Enter")
    expect(page.get_by_text("C’est noté.")).to_be_visible()
    assert WishSheet.objects.get(mandate__person=world.author).limit_km == 8
