"""Sharing: from a phone, the kit, one's own link, opened by somebody else and counted once; a link that is over."""

import datetime as dt
import io
import re
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.outreach.models import LinkCount, TrackedLink
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
TOUCH = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "user_agent": ANDROID}


def test_share_from_a_phone_and_see_it_opened_once(world, window):
    mine = window.open(world.author, permissions=["clipboard-read", "clipboard-write"], **TOUCH)
    mine.goto(world.published.get_absolute_url())
    mine.get_by_role("link", name="Partager").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Rester au chaud à Dijon")
    check_page(mine)
    mine.get_by_label("Où vas-tu partager").select_option("WhatsApp")
    mine.get_by_role("button", name="Créer mon lien").click()
    expect(mine.get_by_role("status").filter(has_text="Ton lien est prêt")).to_be_visible()
    check_page(mine)
    mine.get_by_role("button", name="Copier le lien").click()
    expect(mine.get_by_role("button", name="Copié le lien")).to_be_visible()
    copied = mine.evaluate("navigator.clipboard.readText()")
    link = TrackedLink.objects.get()
    assert copied.endswith(f"/v/{link.code}")
    expect(mine.get_by_label("Légende")).to_have_value(re.compile(f"/v/{link.code}$"))

    # One's own try, a robot, then a friend with another browser.
    mine.goto(link.get_absolute_url())
    robot = window.open(user_agent="WhatsApp/2.23.20.0 A")
    robot.goto(link.get_absolute_url())
    friend = window.open(**TOUCH)
    friend.goto(link.get_absolute_url())
    expect(friend.get_by_role("heading", level=1)).to_have_text("Rester au chaud à Dijon")
    assert [count.count for count in LinkCount.objects.all()] == [1]
    assert friend.context.cookies() == []

    mine.goto("/moi/liens/")
    expect(mine.locator(".visits strong").first).to_have_text("1")
    check_page(mine)
    mine.get_by_role("link", name="Rester au chaud à Dijon").click()
    expect(mine.get_by_role("heading", level=2, name="1 ouverture en tout")).to_be_visible()
    check_page(mine)


def test_friends_at_the_same_moment_are_all_counted(world, window):
    mine = window.open(world.author)
    mine.goto(f"/partager/selection/{world.published.slug}/")
    mine.get_by_role("button", name="Créer mon lien").click()
    link = TrackedLink.objects.get()
    friend = window.open(user_agent=ANDROID)
    friend.goto("/selections/")
    friend.evaluate(
        """(path) => Promise.all(Array.from({ length: 8 }, () => fetch(path, { redirect: "manual" })))""",
        link.get_absolute_url(),
    )
    assert sum(LinkCount.objects.values_list("count", flat=True)) == 8


def test_an_expired_link_lands_on_a_page_that_helps(world, window):
    mine = window.open(world.author)
    mine.goto(f"/partager/selection/{world.published.slug}/")
    mine.get_by_role("button", name="Créer mon lien").click()
    link = TrackedLink.objects.get()
    TrackedLink.objects.update(expires_at=clock.now() - dt.timedelta(hours=1))
    friend = window.open(**TOUCH)
    answer = friend.goto(link.get_absolute_url())
    assert answer.status == 410
    expect(friend.get_by_role("heading", level=1)).to_contain_text("la page est toujours là")
    check_page(friend)
    friend.get_by_role("link", name="Rester au chaud à Dijon").first.click()
    expect(friend).to_have_url(re.compile("/selections/rester-au-chaud-a-dijon/$"))
    assert not LinkCount.objects.exists()


def test_without_javascript_everything_is_a_link_a_form_or_a_text(world, window):
    page = window.open(world.author, java_script_enabled=False, **TOUCH)
    page.goto(world.published.get_absolute_url())
    page.get_by_role("link", name="Partager").click()
    with page.expect_download() as pending:
        page.get_by_role("link", name="Télécharger Carré").click()
    assert Image.open(io.BytesIO(pending.value.path().read_bytes())).size == (1080, 1080)
    with page.expect_download() as pending:
        page.get_by_role("link", name="Tout le kit").click()
    with zipfile.ZipFile(io.BytesIO(pending.value.path().read_bytes())) as kit:
        assert len(kit.namelist()) == 7
    page.get_by_role("button", name="Créer mon lien").click()
    expect(page.get_by_label("Ton lien · Instagram")).to_have_value(re.compile("/v/"))
    expect(page.get_by_role("button", name="Copier")).to_have_count(0)
    page.goto("/moi/liens/")
    page.get_by_text("Un lien depuis une adresse").click()
    page.get_by_label("Adresse de la page").fill("https://exemple.com/ailleurs")
    page.get_by_role("button", name="Créer le lien").click()
    expect(page.locator("#champ-target .error")).to_contain_text("Cette adresse mène ailleurs")


def test_what_is_too_long_for_a_network_is_said_while_typing(world, window):
    page = window.open()
    page.goto(f"/partager/selection/{world.published.slug}/")
    page.get_by_label("Légende").fill("é" * 301)
    expect(page.locator("#longueurs")).to_contain_text("Bluesky 300 (1 de trop)")
    check_page(page)


def test_the_team_reads_sums(world, window):
    page = window.open(world.team)
    page.goto("/equipe/liens/")
    check_page(page)
