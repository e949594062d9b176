"""A visitor on a phone reads, keeps what tempts them, takes it away, follows; and the same without JavaScript."""

import io
from pathlib import Path

import icalendar
import pypdf
import pytest
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.selections.models import DayCount, Tag
from tests.factories import OfferFactory
from tests.journeys.conftest import PHONE, check_page
from tests.selections.selection import in_days, published, put

pytestmark = pytest.mark.journey
READER = "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"


@pytest.fixture
def selection(world):
    """The published selection of the world, with a place, a concert to come, one that is past, and a theme."""
    put(world.published, world.venues[0], position=4, section="Et pour sortir")
    put(world.published, world.offer, position=5)
    past = OfferFactory(title="Bal d’hier", starts_on=in_days(-2), ends_on=in_days(-2))
    put(world.published, past, position=6)
    world.published.tags.set(Tag.objects.filter(slug__in=["lire", "au-chaud"]))
    published(season_city=world.season_city, title="Une autre à Dijon")
    return world.published


def saved(download):
    return Path(download.value.path()).read_bytes()


def test_read_keep_take_away_and_follow_on_a_phone(selection, world, window):
    page = window.open(viewport=PHONE, user_agent=READER)
    page.goto("/selections/")
    check_page(page, (PHONE,))
    page.get_by_text("Filtrer", exact=True).click()
    page.get_by_role("link", name="Lire", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lire")
    page.get_by_role("link", name="Rester au chaud à Dijon").click()
    check_page(page, (PHONE,))
    expect(page.get_by_role("heading", name="Et pour sortir")).to_be_visible()
    expect(page.get_by_text("Terminé depuis")).to_be_visible()

    # Kept on the device, network or not.
    tempting = page.get_by_role("button", name="Ça me tente : La Vapeur")
    page.context.set_offline(True)
    tempting.click()
    page.get_by_role("button", name="Ça me tente : Concert à la Vapeur").click()
    expect(tempting).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Ma liste (2)")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(tempting).to_have_attribute("aria-pressed", "true")

    page.get_by_role("link", name="Ma liste").click()
    expect(page.get_by_role("heading", name="La Vapeur", exact=True)).to_be_visible()
    check_page(page, (PHONE,))
    with page.expect_download() as download:
        page.get_by_role("link", name="agenda").click()
    assert len(icalendar.Calendar.from_ical(saved(download)).walk("VEVENT")) == 1
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert "La Vapeur" in pypdf.PdfReader(io.BytesIO(saved(download))).pages[0].extract_text()
    page.get_by_role("button", name="Vider ma liste").click()
    expect(page.get_by_text("Ta liste est vide")).to_be_visible()

    page.go_back()
    page.goto(selection.get_absolute_url())
    feed = page.get_by_role("link", name="Les sélections (Atom)").get_attribute("href")
    assert selection.title in page.request.get(feed).text()


def test_a_page_looked_at_for_a_while_is_counted_once(selection, window):
    page = window.open(viewport=PHONE, user_agent=READER)
    page.clock.install(time=clock.now())
    page.goto(selection.get_absolute_url())
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    with page.expect_request("**/lu/"):
        page.clock.run_for(12_000)
    page.wait_for_timeout(300)
    assert [(row.kind, row.count) for row in DayCount.objects.all()] == [("read", 1)]


def test_the_same_without_javascript(selection, window):
    page = window.open(viewport=PHONE, user_agent=READER, java_script_enabled=False)
    page.goto(selection.get_absolute_url())
    expect(page.get_by_role("button", name="Ça me tente").first).to_be_hidden()
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    page.get_by_role("link", name="À emporter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(selection.title)
    with page.expect_download() as download:
        page.get_by_role("link", name="carte").click()
    assert b"<wpt" in saved(download)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert saved(download).startswith(b"%PDF")
    page.goto("/a-emporter/")
    expect(page.get_by_text("Ta liste est vide")).to_be_visible()


def test_paper_has_the_list_and_the_way_back(selection, window):
    page = window.open(viewport=PHONE)
    page.goto(selection.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Cette page en ligne")).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.get_by_role("link", name="À emporter")).to_be_hidden()


def test_the_author_replaces_what_is_over_and_shares_a_preview(selection, world, window):
    OfferFactory(title="Un autre concert", starts_on=in_days(9), ends_on=in_days(9))
    page = window.open(world.author)
    page.goto(f"/moi/selections/{selection.pk}/fraicheur/")
    check_page(page)
    page.get_by_role("button", name="Remplacer Bal d’hier").first.click()
    expect(page.get_by_text("prend la place")).to_be_visible()
    page.get_by_role("link", name="Un lien d’aperçu secret").click()
    page.get_by_role("button", name="Créer le lien").click()
    check_page(page)
    address = page.locator(".secret a").get_attribute("href")
    friend = window.open(viewport=PHONE)
    friend.goto(address)
    check_page(friend, (PHONE,))
    expect(friend.get_by_text("Aperçu privé")).to_be_visible()
    page.get_by_role("button", name="Arrêter ce lien").click()
    assert friend.goto(address).status == 404
