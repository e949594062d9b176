"""The end of a season in a browser: a dossier given by phone, read by the next group, and a mentor written to."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from passeurs.core import clock
from passeurs.groups.models import Membership
from passeurs.programme.choices import Phase
from tests.factories import MandateFactory, PartnershipFactory, SeasonCityFactory, SeasonFactory, associated_group
from tests.journeys.conftest import PHONE, check_page

pytestmark = pytest.mark.journey


def test_a_dossier_is_given_and_the_next_group_opens_on_it(window, world):
    row = world.season_city
    group = associated_group(PartnershipFactory(season_city=row, name="La Minoterie"), size=1)
    giver = MandateFactory(season_city=row)
    Membership.objects.create(group=group, mandate=giver)
    type(row.season).objects.filter(pk=row.season_id).update(phase=Phase.HANDOVER)
    later = SeasonFactory(
        programme=row.season.programme,
        number=row.season.number + 1,
        phase=Phase.RUNNING,
        starts_on=row.season.starts_on + dt.timedelta(days=365),
        ends_on=row.season.ends_on + dt.timedelta(days=365),
    )
    next_row = SeasonCityFactory(season=later, city=row.city)
    heir = associated_group(PartnershipFactory(season_city=next_row, name="La Minoterie"), size=1)
    writer = MandateFactory(season_city=next_row)
    Membership.objects.create(group=heir, mandate=writer, joined_at=clock.now())

    phone = window.open(giver.person, viewport=PHONE)
    phone.goto(f"/groupes/{group.pk}/passation/")
    check_page(phone)
    phone.get_by_label("Ce qu’on a fait").fill("Une visite de coulisses par trimestre.")
    phone.get_by_label("Nos conseils").fill("Venez aux montages.")
    phone.get_by_role("button", name="Donner au prochain groupe").click()
    expect(phone.get_by_text("Le prochain groupe commencera par là.")).to_be_visible()
    phone.get_by_role("button", name="D’accord").click()
    expect(phone.get_by_text("Le prochain groupe lira ton prénom")).to_be_visible()
    check_page(phone)

    other = window.open(writer.person, viewport=PHONE)
    other.goto(heir.get_absolute_url())
    expect(other.get_by_text("Venez aux montages.")).to_be_visible()
    check_page(other)
    other.get_by_role("link", name="Écrire à").click()
    check_page(other)
    other.get_by_label("Ton message").fill("Comment vous faisiez pour la salle ?")
    other.get_by_role("button", name="Envoyer").click()
    expect(other.get_by_text("Comment vous faisiez pour la salle ?")).to_be_visible()
