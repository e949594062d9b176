"""The main pages of each role, in the dark, on a phone."""

import pytest
from django.urls import reverse

from passeurs.selections.choices import SelectionState
from tests.factories import ready_selection
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey

PUBLIC = ("/", "/decouvrir/", "/decouvrir/?ou=21231&q=vapeur", "/selections/", "/sources/", "/compte/connexion/")
MINE = ("/aujourdhui/", "/moi/", "/moi/profil/", "/moi/appareils/", "/moi/donnees/", "/moi/connexions/", "/moi/cles/")
MEMBER = (*MINE, "/moi/adresse/", "/notifications/", "/notifications/preferences/")
AMBASSADOR = ("/moi/selections/", "/moi/mandat/", "/moi/charte/", "/relectures/")
CITY = ("/aujourdhui/", "/equipe/reponses/", "/equipe/saisons/", "/relectures/")
TEAM = (*CITY, "/equipe/personnes/", "/equipe/personnes/ajouter/", "/equipe/doublons/")


def dark(window, person=None):
    return window.open(person, viewport={"width": 360, "height": 780}, color_scheme="dark")


def test_as_a_visitor(world, window, visit):
    page = dark(window)
    things = (world.published, world.venues[0], world.offer, world.works[0])
    for url in (*PUBLIC, *(thing.get_absolute_url() for thing in things)):
        visit(page, url)


def test_as_an_ambassador(world, window, visit):
    draft = ready_selection(author=world.author, season_city=world.season_city)
    page = dark(window, world.author)
    compose = f"/moi/selections/{draft.pk}/"
    for url in (*MEMBER, *AMBASSADOR, compose, f"{compose}ajouter/?q=vapeur", f"{compose}supprimer/"):
        visit(page, url)


def test_as_a_reader(world, window, visit):
    waiting = ready_selection(author=world.author, season_city=world.season_city, state=SelectionState.PROPOSED)
    page = dark(window, world.reader)
    for url in ("/relectures/", f"/relectures/{waiting.pk}/", world.published.get_absolute_url()):
        visit(page, url)


def test_as_the_referent(world, window, visit):
    page = dark(window, world.referent)
    row = world.season_city
    mandate = row.mandates.get(person=world.author)
    for url in (
        *CITY,
        f"/equipe/saisons/{row.season_id}/",
        f"/equipe/villes/{row.pk}/",
        f"/equipe/mandats/{mandate.pk}/",
    ):
        visit(page, url)


def test_as_the_team(world, window, visit):
    page = dark(window, world.team)
    season = f"/equipe/saisons/{world.season_city.season_id}/"
    programme = world.season_city.season.programme
    more = (
        reverse("programme:open-season", args=[programme.slug]),
        season,
        f"{season}modifier/",
        f"{season}villes/",
        f"{season}charte/",
        f"/equipe/personnes/{world.author.uid}/",
    )
    for url in (*TEAM, *more):
        visit(page, url)


def test_pages_that_say_no(world, window):
    page = dark(window, world.reader)
    proposed = ready_selection(author=world.reader, season_city=world.season_city, state=SelectionState.PROPOSED)
    draft = ready_selection(author=world.author, season_city=world.season_city)
    refused = {
        "/rien/": 404,
        f"/moi/selections/{draft.pk}/": 404,
        "/equipe/personnes/": 403,
        f"/moi/selections/{proposed.pk}/ajouter/": 422,
        f"/relectures/{draft.pk}/": 422,
        "/decouvrir/?ou=Dijon&rayon=9999": 422,
    }
    for url, status in refused.items():
        response = page.goto(url)
        assert response.status == status, url
        check_page(page, (page.viewport_size,))
        assert page.locator("main a, nav a").count() > 0, f"{url} leads nowhere"


def test_a_form_without_its_token_is_refused_with_words(world, window):
    page = dark(window, world.author)
    page.goto("/moi/profil/")
    page.evaluate("for (const token of document.querySelectorAll('[name=csrfmiddlewaretoken]')) token.value = 'faux'")
    with page.expect_navigation() as sent:
        page.locator("main form").last.evaluate("form => form.submit()")
    assert sent.value.status == 403
    check_page(page, (page.viewport_size,))
