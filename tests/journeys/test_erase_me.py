"""Leaving: the account goes, the public selection stays without a name."""

import re

import pytest
from playwright.sync_api import expect

from passeurs.people.models import Person
from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey


def test_erase_my_account_takes_my_name_off_what_is_public(world, window):
    visitor = window.open()
    visitor.goto(world.published.get_absolute_url())
    expect(visitor.locator("main")).to_contain_text("Inès")

    page = window.open(world.author)
    page.goto("/moi/")
    check_page(page)
    page.locator("main").get_by_role("link", name="Mes données").click()
    check_page(page)
    page.get_by_role("link", name="Effacer mon compte").click()
    check_page(page)
    page.get_by_role("button", name="Effacer mon compte").click()
    expect(page.locator("#champ-word .error")).to_be_visible()
    check_page(page)
    page.get_by_label("écris EFFACER").fill("effacer")
    page.get_by_role("button", name="Effacer mon compte").click()
    expect(page).to_have_url(re.compile(r"/au-revoir/$"))
    check_page(page)
    page.goto("/aujourdhui/")
    expect(page).to_have_url(re.compile(r"/compte/connexion/"))

    visitor.reload()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Rester au chaud à Dijon")
    expect(visitor.locator("main")).not_to_contain_text("Inès")
    expect(visitor.locator("main")).to_contain_text("par un membre du programme, à Dijon")
    assert not Person.objects.filter(email="ines@exemple.fr").exists()
