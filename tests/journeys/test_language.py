"""The site in English: the browser's own language, the footer's switch without JavaScript, a script's words."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey


def test_a_visitor_reads_english_then_french(world, window):
    page = window.open(locale="en-GB")
    page.goto("/selections/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    check_page(page)
    page.get_by_role("button", name="Français").click()
    expect(page).to_have_url(re.compile(r"/selections/$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.goto("/decouvrir/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_the_switch_works_without_javascript(world, window):
    page = window.open(java_script_enabled=False)
    page.goto("/selections/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-current", "true")
