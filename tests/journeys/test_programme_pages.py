"""The programme's pages in a real browser: axe, no overflow, no complaint of the policy; the editors' room opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from passeurs.editorial.models import CityPage
from tests.editorial.article import make_article, picture
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey


def test_a_visitor_walks_through_the_pages(page, world):
    city = world.season_city.city
    make_article(parent=CityPage.objects.get(city=city), title="La Vapeur ouvre ses loges", picture=picture())
    page.goto("/")
    check_page(page)
    page.get_by_role("link", name="La Vapeur ouvre ses loges").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La Vapeur ouvre ses loges")
    check_page(page)
    for path in ("/programme/", f"/villes/{city.slug}/", "/villes/", "/actus/", "/aide/", "/accessibilite/"):
        page.goto(path)
        check_page(page)


def test_the_team_enters_the_editors_room(window, world, foreign_templates):
    page = window.open(world.team)
    page.goto("/redaction/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    home = CityPage.objects.get(city=world.season_city.city)
    page.goto(f"/redaction/pages/{home.pk}/edit/")
    expect(page.locator("#id_title")).to_have_value(home.title)
