"""A selection from its first word to the public page, through a second reader."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.promises.models import Promise
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, Submission
from tests.factories import ready_selection
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey
REASONS = {"La Vapeur": "On y entend les groupes d’ici.", "La Place": "Court et fort.", "Concert": "C’est gratuit."}


def add(page, words, name):
    """Search as one types, and add what the list shows."""
    page.get_by_label("Ajouter un lieu, une sortie, un livre").fill("")
    page.get_by_label("Ajouter un lieu, une sortie, un livre").press_sequentially(words, delay=20)
    page.get_by_role("option", name=re.compile(name)).first.click()
    expect(page.get_by_role("status").filter(has_text="est dans ta sélection")).to_be_visible()


def item_names(page):
    return page.locator("li.compose-item h3")


def compose(page):
    """Start, add three things, put the second first, say why."""
    page.goto("/moi/selections/")
    page.get_by_role("link", name="Nouvelle sélection").click()
    check_page(page)
    page.get_by_label("Titre").fill("Trois soirs à Dijon")
    page.locator("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trois soirs à Dijon")
    check_page(page)
    add(page, "la vapeur", "La Vapeur")
    add(page, "annie ernaux", "La Place")
    add(page, "concert", "Concert à la Vapeur")
    page.get_by_role("button", name="Monter La Place").click()
    expect(item_names(page)).to_have_text(["La Place", "La Vapeur", "Concert à la Vapeur"])
    for name, reason in REASONS.items():
        page.get_by_label(re.compile(rf"Pourquoi «\s{name}")).fill(reason)
    expect(page.locator("[data-save-state]")).to_have_text("Brouillon enregistré.")
    check_page(page)


def test_compose_propose_publish_and_hear_of_it(world, window):
    mine = window.open(world.author)
    compose(mine)
    mine.reload()
    expect(mine.get_by_label(re.compile(r"Pourquoi «\sLa Place"))).to_have_value("Court et fort.")
    mine.get_by_role("button", name="Proposer à la relecture").click()
    expect(mine.get_by_role("status").filter(has_text="Proposée")).to_be_visible()
    expect(mine.get_by_text("réponse promise")).to_be_visible()
    check_page(mine)

    reading = window.open(world.reader)
    reading.goto("/aujourdhui/")
    check_page(reading)
    reading.locator("main").get_by_role("link", name="Relire").first.click()
    expect(reading.get_by_role("heading", level=1)).to_have_text("Trois soirs à Dijon")
    check_page(reading)
    reading.get_by_label("Publier").check()
    reading.get_by_label("Un mot pour son auteur").fill("Bravo, on y court.")
    reading.get_by_role("button", name="Envoyer").click()
    expect(reading.get_by_role("status").filter(has_text="Publiée")).to_be_visible()
    check_page(reading)

    mine.goto("/aujourdhui/")
    became = mine.get_by_role("region", name="Ce que c’est devenu")
    became.get_by_role("link", name=re.compile("Trois soirs à Dijon")).first.click()
    expect(mine.get_by_text(re.compile("par\\s+Inès, à Dijon"))).to_be_visible()
    check_page(mine)

    visitor = window.open()
    visitor.goto("/selections/trois-soirs-a-dijon/")
    expect(visitor.locator("ol.numbered h2")).to_have_text(["La Place", "La Vapeur", "Concert à la Vapeur"])
    check_page(visitor)


def test_a_reader_asks_for_a_change_with_a_reason(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="À revoir")
    mine = window.open(world.author)
    mine.goto(f"/moi/selections/{draft.pk}/")
    mine.get_by_role("button", name="Proposer à la relecture").click()
    reading = window.open(world.referent)
    reading.goto(f"/relectures/{draft.pk}/")
    reading.get_by_label("Demander une reprise").check()
    reading.get_by_role("button", name="Envoyer").click()
    expect(reading.locator("#champ-reason .error")).to_be_visible()
    check_page(reading)
    reading.get_by_label("Un mot pour son auteur").fill("Dis-nous pour qui.")
    reading.get_by_role("button", name="Envoyer").click()
    expect(reading.get_by_role("status").filter(has_text="Ta demande de reprise est envoyée")).to_be_visible()
    mine.goto("/aujourdhui/")
    mine.get_by_role("link", name="Reprendre").click()
    expect(mine.get_by_text("Dis-nous pour qui.")).to_be_visible()
    check_page(mine)


def test_a_double_click_on_propose_makes_one_proposal(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="Deux clics")
    page = window.open(world.author)
    page.goto(f"/moi/selections/{draft.pk}/")
    page.get_by_role("button", name="Proposer à la relecture").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes sélections")
    expect(page.get_by_role("status").filter(has_text="Proposée").first).to_be_visible()
    check_page(page)
    assert Submission.objects.filter(selection=draft).count() == 1
    assert Promise.objects.open().about_thing(draft).count() == 1


def test_two_proposals_sent_at_once_make_one(world, window):
    draft = ready_selection(author=world.author, season_city=world.season_city, title="En même temps")
    page = window.open(world.author)
    page.goto(f"/moi/selections/{draft.pk}/")
    statuses = page.evaluate(
        """async () => {
            const form = document.querySelector("form[data-passeurs-autosave]");
            const send = () => {
                const body = new FormData(form);
                body.set("do", "propose");
                return fetch(location.pathname, { method: "POST", body }).then((answer) => answer.status);
            };
            return Promise.all([send(), send(), send()]);
        }"""
    )
    assert statuses == [200, 200, 200]
    assert Submission.objects.filter(selection=draft).count() == 1
    assert Promise.objects.open().about_thing(draft).count() == 1
    assert Selection.objects.get(pk=draft.pk).state == SelectionState.PROPOSED
