"""A day of the national team: what is owed, the season, the people."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.programme.models import Season
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey


def test_the_team_answers_clones_the_season_and_gives_a_role(world, mailbox, window):
    page = window.open(world.team)
    page.goto("/aujourdhui/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nous devons une réponse à 1 personne")
    check_page(page)
    page.get_by_role("link", name=re.compile("Répondre")).first.click()
    expect(page.get_by_text("Les horaires ont changé.")).to_be_visible()
    check_page(page)
    page.get_by_label("Oui, c’est fait").check()
    page.get_by_label("Votre réponse").fill("Corrigé, merci.")
    page.get_by_role("button", name="Envoyer la réponse").click()
    expect(page.get_by_role("status").filter(has_text="Réponse envoyée")).to_be_visible()
    check_page(page)

    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Saisons").click()
    check_page(page)
    page.get_by_role("link", name="Saison 2026-2027").click()
    check_page(page)
    page.get_by_role("button", name="Cloner pour la saison suivante").click()
    expect(page.get_by_role("status").filter(has_text="Nouvelle saison préparée")).to_be_visible()
    expect(page.get_by_role("link", name="Dijon", exact=True)).to_be_visible()
    check_page(page)
    assert Season.objects.filter(cloned_from=world.season_city.season).count() == 1

    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Personnes").click()
    check_page(page)
    page.get_by_role("link", name=re.compile("Malik")).first.click()
    check_page(page)


def test_the_author_reads_the_answer(world, window):
    team = window.open(world.team)
    team.goto(f"/equipe/reponses/{world.promise.pk}/")
    team.get_by_label("Non, et voici pourquoi").check()
    team.get_by_label("Votre réponse").fill("Ces horaires sont ceux de l’été.")
    team.get_by_role("button", name="Envoyer la réponse").click()
    mine = window.open(world.author)
    mine.goto("/notifications/")
    expect(mine.get_by_text("Ces horaires sont ceux de l’été.")).to_be_visible()
    check_page(mine)
