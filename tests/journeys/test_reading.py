"""Reading in a browser: a reader on a phone, by keyboard; the team shares out and sets a threshold."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from passeurs.people.actions import grant_role
from passeurs.people.choices import Role
from passeurs.recruitment.actions.reading import give_reading, share_readings
from passeurs.recruitment.choices import CallState, ReadingPhase
from passeurs.recruitment.models import Reading
from tests.factories import PersonFactory
from tests.journeys.conftest import PHONE, check_page
from tests.recruitment.making import make_call, sent

pytestmark = pytest.mark.journey


def test_shared_read_on_a_phone_and_a_threshold_set(window, world):
    call = make_call(reading_phase=ReadingPhase.READING)
    for number in range(2):
        sent(call, email=f"c{number}@exemple.fr", age=18)
    call.state = CallState.CLOSED
    call.save()
    readers = [PersonFactory(first_name=name) for name in ("Karima", "Alban")]
    for reader in readers:
        grant_role(actor=None, person=reader, role=Role.JUROR, scope="")

    team = window.open(world.team)
    team.goto(f"/equipe/recrutement/{call.pk}/lecture/")
    check_page(team)
    team.get_by_role("button", name="Confier les lectures").click()
    expect(team.get_by_text("4 lectures confiées.")).to_be_visible()

    phone = window.open(readers[0], viewport=PHONE)
    phone.goto("/lectures/")
    check_page(phone)
    phone.get_by_role("link", name="Lire la suivante").press("Enter")
    check_page(phone)
    phone.get_by_role("radio", name="4").press("Space")
    phone.get_by_label("Un mot utile").fill("Une vraie curiosité.")
    phone.get_by_role("button", name="Enregistrer et lire").press("Enter")
    expect(phone.get_by_text("Lecture enregistrée.")).to_be_visible()
    phone.get_by_role("button", name="Signaler un lien").click()
    expect(phone.get_by_text("quelqu’un d’autre lira cette candidature")).to_be_visible()
    for reading in Reading.objects.filter(reader=readers[1]):
        criterion = reading.application.track.criteria.get()
        give_reading(reading=reading, by=readers[1], scores={criterion.pk: 4})

    team.reload()
    team.get_by_role("button", name="Ouvrir la phase « discussion »").click()
    team.get_by_role("button", name="Ouvrir la phase « seuil »").click()
    check_page(team)
    team.get_by_label("Seuil pour Dijon").fill("3.5")
    team.get_by_role("button", name="Fixer : Dijon").click()
    expect(team.get_by_text("1 au tirage, 0 en dessous du seuil")).to_be_visible()


def test_a_reader_goes_on_without_network_and_nothing_is_lost(window, world):
    call = make_call(reading_phase=ReadingPhase.READING)
    for number in range(2):
        sent(call, email=f"c{number}@exemple.fr", age=18)
    call.state = CallState.CLOSED
    call.save()
    readers = [PersonFactory(first_name=name) for name in ("Karima", "Alban")]
    for reader in readers:
        grant_role(actor=None, person=reader, role=Role.JUROR, scope="")
    share_readings(call=call, by=world.team)

    phone = window.open(readers[0], viewport=PHONE)
    phone.goto("/lectures/profil/")
    check_page(phone)
    phone.goto("/lectures/")
    phone.get_by_role("link", name="Tout ouvrir sur une page").click()
    check_page(phone)
    files = phone.locator("details.batch-file")
    expect(files).to_have_count(2)
    phone.context.set_offline(True)
    for file in files.all():
        file.locator("summary").click()
        file.get_by_role("radio", name="3").check()
        file.get_by_role("button", name="Enregistrer cet avis").click()
        expect(file.get_by_text("Gardé sur cet appareil")).to_be_visible()
    assert not Reading.objects.filter(reader=readers[0], given_at__isnull=False).exists()
    check_page(phone)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Envoyé.")).to_have_count(2)
    assert Reading.objects.filter(reader=readers[0], given_at__isnull=False).count() == 2
