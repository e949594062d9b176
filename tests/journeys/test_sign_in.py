"""Signing in by the code of a mail, and out."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import check_page

pytestmark = pytest.mark.journey


def code_in_mail(page):
    """The six digits of the newest mail, read where the demonstration shows them."""
    mails = page.context.new_page()
    response = mails.goto("/demo/courrier/")
    assert response.status == 200
    check_page(mails)
    code = re.search(r"\b\d{6}\b", mails.locator("article.mail").first.inner_text()).group()
    mails.close()
    return code


def test_sign_in_by_the_code_of_a_mail_then_out(world, mailbox, page):
    page.goto("/")
    page.get_by_role("link", name="Se connecter").click()
    check_page(page)
    page.get_by_label("Adresse e-mail").fill("INES@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entre ton code")
    check_page(page)

    code = code_in_mail(page)
    wrong = "000000" if code != "000000" else "111111"
    page.get_by_label("Code à six chiffres").fill(wrong)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.locator("#champ-code .error")).to_be_visible()
    check_page(page)

    page.get_by_label("Code à six chiffres").fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile(r"/aujourdhui/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Inès")
    check_page(page)

    page.locator("nav.side").get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    page.goto("/aujourdhui/")
    expect(page).to_have_url(re.compile(r"/compte/connexion/\?next=/aujourdhui/"))


def test_a_code_is_good_for_one_time(world, mailbox, window):
    page = window.open()
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill("ines@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    code = code_in_mail(page)
    page.get_by_label("Code à six chiffres").fill(code)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile(r"/aujourdhui/$"))
    page.context.clear_cookies()
    page.goto("/compte/connexion/code/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
