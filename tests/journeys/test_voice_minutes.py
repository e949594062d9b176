"""Minutes said into the microphone on a phone, heard by another member; without JavaScript, a file does."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.groups.models import Group, Meeting, Membership, SpokenMinutes
from tests.factories import MandateFactory, PartnershipFactory, associated_group, members_of
from tests.groups.test_minutes import tone
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey
PLAYED = "async (one) => { one.muted = true; await one.play(); return one.error === null && one.readyState >= 2; }"


@pytest.fixture
def group(world) -> Group:
    """The author's group, which met two hours ago."""
    made = associated_group(PartnershipFactory(season_city=world.season_city, name="La Minoterie"), size=1)
    mandate = world.author.mandates.first() or MandateFactory(person=world.author, season_city=world.season_city)
    Membership.objects.create(group=made, mandate=mandate)
    Meeting.objects.create(group=made, starts_at=clock.now() - dt.timedelta(hours=2), place="La Minoterie")
    return made


def test_said_on_a_phone_heard_by_the_others(window, world, group):
    phone = window.open(world.author, viewport=PHONE, permissions=["microphone"])
    phone.goto(group.get_absolute_url())
    phone.get_by_role("link", name="Dire le compte rendu").click()
    check_page(phone)
    phone.get_by_role("button", name="M’enregistrer maintenant").click()
    expect(phone.get_by_text("Enregistrement en cours")).to_be_visible()
    phone.wait_for_timeout(2500)
    phone.get_by_role("button", name="Arrêter").click()
    expect(phone.get_by_text("C’est prêt")).to_be_visible()
    check_page(phone)
    phone.get_by_role("button", name="Garder ce compte rendu").click()
    expect(phone.get_by_text("Le compte rendu est gardé")).to_be_visible()
    expect(phone.get_by_text("tout le monde ne peut pas écouter")).to_be_visible()
    voice = SpokenMinutes.objects.get()
    assert voice.mime == "audio/webm"
    assert voice.seconds in (2, 3)
    desk = window.open(members_of(group)[0])
    desk.goto(group.get_absolute_url())
    check_page(desk)
    assert desk.locator("audio").evaluate(PLAYED)
    desk.get_by_role("link", name="enlever").click()
    check_page(desk)
    desk.get_by_role("button", name="Enlever la voix").click()
    expect(desk.get_by_text("La voix est enlevée")).to_be_visible()
    assert not SpokenMinutes.objects.exists()


def test_without_javascript_a_file_does(window, world, group):
    page = window.open(world.author, java_script_enabled=False)
    page.goto(group.get_absolute_url())
    page.get_by_role("link", name="Dire le compte rendu").click()
    page.get_by_label("Ce qui est dit").fill("Choisi l’affiche.")
    page.get_by_label("Ta voix").set_input_files({"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": b"pas un son"})
    page.get_by_role("button", name="Garder ce compte rendu").click()
    expect(page.get_by_text("que l’on sait lire").first).to_be_visible()
    expect(page.get_by_label("Ce qui est dit")).to_have_value("Choisi l’affiche.")
    page.get_by_label("Ta voix").set_input_files({"name": "a.wav", "mimeType": "audio/wav", "buffer": tone(4)})
    page.get_by_role("button", name="Garder ce compte rendu").click()
    expect(page.get_by_text("Choisi l’affiche.")).to_be_visible()
    assert SpokenMinutes.objects.get().seconds == 4
