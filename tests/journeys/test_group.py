"""A group composes together: invitations, ideas, two who write at once; the box by keyboard, a list pasted."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.selections.choices import CoAuthorState
from passeurs.selections.models import CoAuthor, Suggestion
from tests.factories import MandateFactory, ready_selection
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey
SAVED = "Brouillon enregistré."


def intro(page):
    return page.get_by_label("Introduction")


def state(page):
    return page.locator("[data-save-state]")


def test_a_group_composes_together(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="À quatre mains")
    mine = window.open(world.author)
    mine.goto(f"/moi/selections/{draft.pk}/")
    mine.get_by_role("link", name="Groupe, idées, historique").click()
    mine.get_by_label("Qui inviter").select_option(label="Malik")
    mine.get_by_label("Un mot").fill("Tu viens ?")
    check_page(mine)
    mine.get_by_role("button", name="Inviter").click()
    expect(mine.get_by_role("status").filter(has_text="Invitation envoyée")).to_be_visible()

    theirs = window.open(world.reader)
    theirs.goto("/aujourdhui/")
    theirs.locator("main").get_by_role("link", name="Répondre").first.click()
    expect(theirs.get_by_text("Tu viens ?")).to_be_visible()
    check_page(theirs)
    theirs.get_by_role("button", name="J’en suis").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("À quatre mains")

    # Two texts at once: each is kept, nobody is asked anything.
    mine.goto(f"/moi/selections/{draft.pk}/")
    theirs.reload()
    first, second = draft.items.all()[:2]
    mine.get_by_label(re.compile("^Pourquoi")).nth(0).fill("La mienne.")
    expect(state(mine)).to_have_text(SAVED)
    theirs.get_by_label(re.compile("^Pourquoi")).nth(1).fill("La sienne.")
    expect(state(theirs)).to_contain_text("Quelqu’un d’autre a aussi écrit")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.reason, second.reason) == ("La mienne.", "La sienne.")

    # The same text at once: autosave overwrites nothing, the button shows both.
    intro(mine).fill("Le début d’Inès.")
    expect(state(mine)).to_contain_text(SAVED)
    intro(theirs).fill("Le début de Malik.")
    expect(state(theirs)).to_contain_text("quelqu’un a changé le même texte")
    theirs.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Vous avez écrit en même temps")
    expect(theirs.get_by_text("Le début d’Inès.")).to_be_visible()
    check_page(theirs)
    theirs.get_by_label("Ton texte").fill("Le début des deux.")
    theirs.get_by_role("button", name="Enregistrer ce choix").click()
    expect(intro(theirs)).to_have_value("Le début des deux.")
    draft.refresh_from_db()
    assert draft.intro == "Le début des deux."
    # The refused autosave is what this story is about.
    assert [line.split()[0] for line in window.complaints] == ["409"]
    window.complaints.clear()


def test_an_idea_of_the_city_joins_the_selection(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="Ouverte", is_open_to_ideas=True)
    giver = window.open(world.reader, viewport=PHONE)
    giver.goto("/moi/idees/")
    giver.get_by_role("link", name="Ouverte").click()
    giver.get_by_label("Que proposes-tu").fill("vapeur")
    giver.get_by_role("button", name="Chercher").click()
    giver.get_by_role("link", name="Proposer La Vapeur").click()
    giver.get_by_label("Pourquoi l’ajouter").fill("Parce qu’on y danse.")
    check_page(giver)
    giver.get_by_role("button", name="Envoyer mon idée").click()
    expect(giver.get_by_role("status").filter(has_text="Idée envoyée")).to_be_visible()
    check_page(giver)

    mine = window.open(world.author)
    mine.goto("/aujourdhui/")
    mine.locator("main").get_by_role("link", name="Lire l’idée").click()
    check_page(mine)
    mine.get_by_role("button", name=re.compile("La garder")).click()
    expect(mine.get_by_role("status").filter(has_text="L’idée est dans la sélection")).to_be_visible()
    assert draft.items.filter(venue=world.venues[0], reason="Parce qu’on y danse.").exists()
    assert Suggestion.objects.get().answered_by == world.author


def test_the_search_box_is_worked_by_keyboard_and_stays_in_the_composer(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="Au clavier")
    page = window.open(world.author, viewport=PHONE)
    page.goto(f"/moi/selections/{draft.pk}/")
    page.get_by_label(re.compile("^Pourquoi")).first.fill("Tapé avant d’ajouter.")
    box = page.get_by_role("combobox", name=re.compile("Ajouter un lieu"))
    box.press_sequentially("vapeur", delay=20)
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    check_page(page, (PHONE,))
    box.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page.locator("[data-finder-said]")).to_contain_text("est dans ta sélection, en position 4")
    expect(page.locator("li.compose-item h3").last).to_have_text("La Vapeur")
    expect(box).to_be_focused()
    expect(page.get_by_label(re.compile("^Pourquoi")).first).to_have_value("Tapé avant d’ajouter.")
    page.get_by_label(re.compile("^Pourquoi")).last.fill("Ajouté puis écrit.")
    expect(state(page)).to_have_text(SAVED)
    assert draft.items.get(venue=world.venues[0]).reason == "Ajouté puis écrit."
    page.get_by_role("button", name="Enlever La Vapeur").click()
    page.get_by_role("button", name="Remettre La Vapeur").click()
    expect(page.get_by_label(re.compile("^Pourquoi")).last).to_have_value("Ajouté puis écrit.")


def test_a_list_pasted_in_the_search_box_is_read(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="Une liste")
    page = window.open(world.author)
    page.goto(f"/moi/selections/{draft.pk}/")
    page.get_by_role("combobox").evaluate(
        """(box) => {
            const data = new DataTransfer();
            data.setData("text", "La Place, Annie Ernaux\\nLa Vapeur\\nUn fanzine introuvable");
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Ta liste, reconnue")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    check_page(page)
    page.get_by_role("button", name="Ajouter ce qui est coché").click()
    expect(page.locator("li.compose-item")).to_have_count(5)


def test_a_double_click_on_an_answer_gives_one(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="Deux clics")
    friend = MandateFactory(season_city=world.season_city).person
    invitation = CoAuthor.objects.create(selection=draft, person=friend, invited_by=world.author)
    page = window.open(friend)
    page.goto(f"/moi/invitations/{invitation.pk}/")
    page.get_by_role("button", name="J’en suis").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deux clics")
    assert CoAuthor.objects.get().state == CoAuthorState.ACCEPTED
