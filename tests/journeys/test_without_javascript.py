"""Everything reads and acts without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from tests.factories import ready_selection

pytestmark = pytest.mark.journey


def test_the_public_reads_everything(world, window):
    page = window.open(java_script_enabled=False)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("La culture près de chez toi")
    page.locator("main").get_by_role("link", name="Lire les sélections").click()
    page.get_by_role("link", name="Rester au chaud à Dijon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rester au chaud à Dijon")
    expect(page.locator("ol.numbered > li")).to_have_count(3)
    expect(page.get_by_role("button", name="Partager")).to_be_hidden()
    page.goto("/decouvrir/")
    page.get_by_label("Où").fill("21000")
    page.locator("main").get_by_role("button", name="Chercher").click()
    expect(page.locator(".near h3")).to_have_count(3)
    page.get_by_role("link", name="La Vapeur", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La Vapeur")


def test_a_draft_is_composed_and_proposed(world, window):
    page = window.open(world.author, java_script_enabled=False)
    page.goto("/moi/selections/nouvelle/")
    page.get_by_label("Titre").fill("Sans script")
    page.locator("main").get_by_role("button").click()
    for words in ("vapeur", "ernaux", "canal"):
        page.get_by_label("Ajouter un lieu, une sortie, un livre").fill(words)
        page.get_by_role("button", name="Chercher").click()
        page.locator("#trouvailles").get_by_role("button", name=re.compile("^Ajouter")).first.click()
    items = page.locator("li.compose-item")
    expect(items).to_have_count(3)
    for index in range(3):
        items.nth(index).get_by_role("textbox").fill(f"Raison {index}.")
    before = items.locator("h3").all_inner_texts()
    items.nth(0).get_by_role("button", name="Descendre").click()
    expect(items.locator("h3")).to_have_text([before[1], before[0], before[2]])
    page.get_by_role("button", name="Proposer à la relecture").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes sélections")
    selection = Selection.objects.get(title="Sans script")
    assert selection.state == SelectionState.PROPOSED
    assert [item.reason for item in selection.items.all()] == ["Raison 1.", "Raison 0.", "Raison 2."]


def test_a_reader_publishes(world, window):
    page = window.open(world.author, java_script_enabled=False)
    draft = ready_selection(author=world.author, season_city=world.season_city, title="À relire sans script")
    page.goto(f"/moi/selections/{draft.pk}/")
    page.get_by_role("button", name="Proposer à la relecture").click()
    reading = window.open(world.reader, java_script_enabled=False)
    reading.goto("/relectures/")
    reading.get_by_role("link", name="À relire sans script").click()
    reading.get_by_label("Publier").check()
    reading.get_by_role("button", name="Envoyer").click()
    draft.refresh_from_db()
    assert draft.state == SelectionState.PUBLISHED
