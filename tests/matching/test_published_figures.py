"""How groups were made, for anyone; the map of one city of a proposal, for the team."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from passeurs.matching.actions.proposal import make_proposal, publish_proposal
from passeurs.matching.actions.wish import add_wish, save_wish_sheet
from passeurs.matching.models import MatchingProposal
from passeurs.matching.queries.proposal import city_of_proposal
from passeurs.matching.running import compute_proposal
from tests.factories import CityFactory, MandateFactory, PartnershipFactory, SeasonCityFactory, referent_of, team_member

pytestmark = pytest.mark.django_db
URL = "/groupes-associes/"


@pytest.fixture
def proposal():
    """Dijon: five people, one without half-day, two places; Lille: two people and one place."""
    opera = PartnershipFactory(name="Opéra")
    dijon = opera.season_city
    lille = SeasonCityFactory(season=dijon.season, city=CityFactory(insee="59350", name="Lille", slug="lille"))
    places = {dijon.pk: opera, lille.pk: PartnershipFactory(season_city=lille, name="Gare")}
    PartnershipFactory(season_city=dijon, name="Cinéma", half_days=["sat_am"])
    for number in range(7):
        row = dijon if number < 5 else lille
        mandate = MandateFactory(season_city=row, person__first_name=f"Prénom{number}")
        half_days = ["wed_pm"] if number else []
        save_wish_sheet(mandate=mandate, half_days=half_days, limit_km=20, needs=[], is_out=False)
        add_wish(mandate=mandate, partnership=places[row.pk])
    return compute_proposal(proposal=make_proposal(season=dijon.season, by=team_member()))


def test_nothing_is_told_before_a_proposal_is_published(client, proposal):
    assert "Pas encore de répartition publiée" in client.get(URL).text


def test_a_published_proposal_is_told_to_all_without_a_name(client, proposal, django_assert_max_num_queries):
    publish_proposal(proposal=proposal, by=team_member())
    cache.clear()
    with django_assert_max_num_queries(4):
        page = client.get(URL)
    text = " ".join(page.text.split())
    (one,) = page.context["figures"]
    assert (one.people, one.placed, one.groups) == (7, 6, 2)
    assert "Chaque étape est prouvée" in text
    assert "Prénom" not in text
    assert "Lille" not in text
    lines = b"".join(client.get(f"{URL}chiffres.csv")).decode().splitlines()
    assert len(lines) == 2
    assert "oui" in lines[1]


def test_the_best_found_is_said_when_time_was_short(client, proposal):
    result = proposal.result
    result["stages"][0] |= {"proved": False, "objective": 6, "bound": 7}
    MatchingProposal.objects.filter(pk=proposal.pk).update(result=result)
    proposal.refresh_from_db()
    publish_proposal(proposal=proposal, by=team_member())
    cache.clear()
    text = client.get(URL).text
    assert "Le temps a manqué" in text
    assert "trouvé 6, au mieux 7" in text


def test_the_team_reads_a_city_in_a_list_that_the_map_follows(client, proposal):
    url = f"{proposal.get_absolute_url()}carte/"
    client.force_login(team_member())
    page = client.get(url, {"ville": "lille"})
    assert "Gare" in page.text
    assert "Opéra" not in page.text
    assert page.text.count("data-lat=") == 2  # one place, and the map itself
    dijon = client.get(url).text
    assert "Aucun groupe dans cette proposition" in dijon
    assert "aucune demi-journée donnée" in dijon
    assert client.get(url, {"ville": "paris"}).status_code == 404
    client.force_login(referent_of(CityFactory(insee="59350")))
    assert client.get(url).status_code == 403


def test_a_city_asks_as_many_queries_whatever_its_size(proposal, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        shown = city_of_proposal(proposal, "lille")
    assert shown is not None
    assert [one.name for one in shown.cities] == ["Dijon", "Lille"]
