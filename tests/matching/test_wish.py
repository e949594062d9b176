"""Wishes: ranked, moved, private."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passeurs.core.geo.nearby import cycling_minutes, distance_km, transit_minutes, walking_minutes
from passeurs.core.verdict import Refused
from passeurs.matching.actions.wish import add_wish
from passeurs.matching.models import WishSheet
from passeurs.matching.queries.wish import near_partners
from passeurs.partners.models import Partnership
from passeurs.partners.queries.place import ROAD
from tests.factories import (
    CityFactory,
    MandateFactory,
    PartnershipFactory,
    PersonFactory,
    SeasonCityFactory,
    team_member,
)

pytestmark = pytest.mark.django_db
URL = "/moi/association/"


@pytest.fixture
def mandate():
    return MandateFactory()


@pytest.fixture
def places(mandate):
    return [PartnershipFactory(season_city=mandate.season_city, name=name) for name in ("Opéra", "Cinéma", "Musée")]


def names(client) -> list[str]:
    return [one.partnership.name for one in client.get(URL).context["ranked"]]


def test_places_are_ranked_moved_and_taken_off(client, mandate, places):
    client.force_login(mandate.person)
    for place in places:
        assert client.post(f"{URL}{place.pk}/ajouter/").status_code == 302
    assert names(client) == ["Opéra", "Cinéma", "Musée"]
    client.post(f"{URL}{places[2].pk}/deplacer/", {"move": "monter"})
    assert names(client) == ["Opéra", "Musée", "Cinéma"]
    client.post(f"{URL}{places[0].pk}/deplacer/", {"move": "enlever"})
    assert names(client) == ["Musée", "Cinéma"]
    client.post(f"{URL}{places[2].pk}/ajouter/")
    assert names(client) == ["Musée", "Cinéma"]


def test_eight_wishes_at_most_and_only_of_one_s_city(mandate, places):
    for number in range(8):
        add_wish(mandate=mandate, partnership=PartnershipFactory(season_city=mandate.season_city, name=f"n° {number}"))
    with pytest.raises(Refused, match="huit"):
        add_wish(mandate=mandate, partnership=places[0])
    lille = SeasonCityFactory(season=mandate.season_city.season, city=CityFactory(insee="59350", name="Lille"))
    with pytest.raises(Refused, match="ta ville"):
        add_wish(mandate=mandate, partnership=PartnershipFactory(season_city=lille))


def test_whom_one_would_avoid_is_seen_by_nobody_else(client, mandate, places):
    other = MandateFactory(season_city=mandate.season_city, person__first_name="Maëlle-evitee")
    client.force_login(mandate.person)
    data = {"half_days": ["wed_pm"], "limit_km": "10", "avoided": [other.pk]}
    assert client.post(URL, data).status_code == 302
    sheet = WishSheet.objects.get(mandate=mandate)
    assert sheet.peer_preferences.get().other == other
    page = client.get(URL).context["form"]
    assert page.initial["avoided"] == [other.pk]
    for reader in (team_member(), other.person):
        client.force_login(reader)
        for url in ("/equipe/associations/", "/equipe/associations/lieux/", "/moi/association/", "/moi/donnees/"):
            answer = client.get(url)
            assert mandate.person.email not in answer.text or answer.status_code == 403


def test_without_a_half_day_one_is_told(client, mandate):
    client.force_login(mandate.person)
    answer = client.post(URL, {"half_days": [], "limit_km": "10"})
    assert answer.status_code == 422
    assert "au moins une demi-journée" in answer.text
    assert client.post(URL, {"half_days": [], "limit_km": "10", "is_out": "on"}).status_code == 302


def test_only_ambassadors_have_wishes(client):
    client.force_login(PersonFactory())
    assert client.get(URL).status_code == 403


def test_the_page_asks_as_much_for_more_places(client, mandate):
    client.force_login(mandate.person)

    def cost(count: int) -> int:
        for number in range(count):
            add_wish(
                mandate=mandate,
                partnership=PartnershipFactory(season_city=mandate.season_city, name=f"{count}-{number}"),
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    assert cost(1) == cost(3)


def test_minutes_are_those_of_discover_and_km_those_by_road(mandate, places):
    city = mandate.season_city.city
    Partnership.objects.filter(pk=places[0].pk).update(lat=city.lat + 0.02, lon=city.lon)
    one = next(row for row in near_partners(mandate, None) if row.partnership.pk == places[0].pk)
    crow = distance_km(city.lat, city.lon, city.lat + 0.02, city.lon)
    assert one.km == pytest.approx(ROAD * crow)
    assert (one.walking, one.cycling, one.transit) == (
        walking_minutes(crow),
        cycling_minutes(crow),
        transit_minutes(crow),
    )
