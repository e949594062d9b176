import datetime as dt

import pytest
from django.urls import reverse

from passeurs.core.models import JournalEntry
from passeurs.core.verdict import Refused
from passeurs.programme import actions, rules
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import Season
from tests.factories import (
    CityFactory,
    MandateFactory,
    PersonFactory,
    SeasonCityFactory,
    SeasonFactory,
    associated_group,
    referent_of,
    team_member,
)

pytestmark = pytest.mark.django_db


def test_a_season_moves_only_along_its_legal_phases():
    team = team_member()
    season = SeasonCityFactory(season__phase=Phase.PREPARATION).season
    for phase in Phase.values:
        if phase in rules.NEXT_PHASES[Phase.PREPARATION]:
            continue
        with pytest.raises(Refused):
            actions.move_season(season=season, by=team, phase=phase)
    moved = actions.move_season(season=season, by=team, phase=Phase.RECRUITMENT)
    assert moved.phase == Phase.RECRUITMENT
    assert JournalEntry.objects.get(verb="move_season").data == {"from": "preparation", "to": "recruitment"}


def test_a_season_without_cities_cannot_open():
    with pytest.raises(Refused, match="aucune ville"):
        actions.move_season(season=SeasonFactory(phase=Phase.PREPARATION), by=team_member(), phase=Phase.RECRUITMENT)


def test_archiving_ends_the_mandates_of_the_season():
    mandate = MandateFactory(season_city__season__phase=Phase.HANDOVER)
    actions.move_season(season=mandate.season_city.season, by=team_member(), phase=Phase.ARCHIVED)
    mandate.refresh_from_db()
    assert mandate.state == MandateState.ENDED


def test_cloning_takes_cities_places_and_goals_but_nobody():
    leap_year = {"season__starts_on": dt.date(2028, 2, 29), "season__ends_on": dt.date(2028, 12, 31)}
    row = SeasonCityFactory(goals={"selections": 2}, **leap_year)
    MandateFactory(season_city=row)
    clone = actions.clone_season(season=row.season, by=team_member())
    copy = clone.season_cities.get()
    assert (copy.city, copy.place_count, copy.goals) == (row.city, 24, {"selections": 2})
    assert copy.mandates.count() == 0
    assert clone.number == row.season.number + 1
    assert clone.starts_on == dt.date(2029, 2, 28)
    assert clone.phase == Phase.PREPARATION


def test_the_season_page_and_its_buttons_are_the_teams(client):
    row = SeasonCityFactory()
    pages = [("season", row.season.pk), ("season-city", row.pk)]
    posts = ["move-season", "clone-season"]
    client.force_login(MandateFactory(season_city=row).person)
    for name, pk in pages:
        assert client.get(reverse(f"programme:{name}", args=[pk])).status_code == 403
    for name in posts:
        assert client.post(reverse(f"programme:{name}", args=[row.season.pk])).status_code == 403
    assert Season.objects.count() == 1
    client.force_login(team_member())
    for name, pk in pages:
        assert client.get(reverse(f"programme:{name}", args=[pk])).status_code == 200
    assert client.post(reverse("programme:clone-season", args=[row.season.pk])).status_code == 302
    assert Season.objects.count() == 2


def test_a_referent_sees_only_their_cities(client):
    row = SeasonCityFactory()
    other = SeasonCityFactory(season=row.season, city=CityFactory(insee="59350", name="Lille"))
    client.force_login(referent_of(row.city))
    page = client.get(reverse("programme:season", args=[row.season.pk]))
    assert [found.city.name for found in page.context["rows"]] == ["Dijon"]
    assert client.get(reverse("programme:season-city", args=[other.pk])).status_code == 403
    assert client.post(reverse("programme:clone-season", args=[row.season.pk])).status_code == 403


def test_a_season_ends_after_it_starts_and_what_was_typed_stays(client):
    season = SeasonFactory()
    client.force_login(team_member())
    data = {"number": 9, "name": "Saison à l’envers", "starts_on": "2027-09-01", "ends_on": "2026-09-01"}
    response = client.post(reverse("programme:change-season", args=[season.pk]), data)
    assert response.status_code == 422
    assert "Saison à l’envers" in response.text
    season.refresh_from_db()
    assert season.number != 9


def test_two_seasons_of_one_programme_do_not_share_a_number(client):
    first = SeasonFactory()
    second = SeasonFactory(programme=first.programme)
    client.force_login(team_member())
    data = {"number": first.number, "name": "x", "starts_on": "2026-09-01", "ends_on": "2027-08-31"}
    response = client.post(reverse("programme:change-season", args=[second.pk]), data)
    assert response.status_code == 422


def test_a_city_joins_the_season_with_places_and_goals(client):
    season = SeasonFactory()
    city = CityFactory()
    client.force_login(team_member())
    url = reverse("programme:set-season-city", args=[season.pk])
    assert client.post(url, {"city": city.pk, "place_count": -3}).status_code == 422
    client.post(url, {"city": city.pk, "place_count": 30, "goal_selections": 2})
    row = season.season_cities.get()
    assert (row.place_count, row.goals) == (30, {"selections": 2})


def test_the_season_page_asks_as_much_for_one_city_as_for_many(client, django_assert_max_num_queries):
    season = SeasonFactory()
    for number in range(12):
        row = SeasonCityFactory(season=season, city=CityFactory(insee=f"21{number:03}", slug=f"v{number}"))
        MandateFactory(season_city=row)
    client.force_login(team_member())
    with django_assert_max_num_queries(10):
        client.get(season.get_absolute_url())


def test_a_stranger_opens_no_season(client):
    url = reverse("programme:open-season", args=[SeasonFactory().programme.slug])
    client.force_login(PersonFactory())
    assert client.get(url).status_code == 403
    assert client.get(reverse("programme:season-list")).status_code == 403


def test_a_second_programme_is_only_data(client):
    national, town = SeasonFactory(), SeasonFactory(programme__slug="ville")
    client.force_login(team_member())
    page = client.get(reverse("programme:season-list"))
    assert national.programme.slug in page.text
    data = {"number": town.number + 1, "name": "Deuxième", "starts_on": "2027-09-01", "ends_on": "2028-08-31"}
    client.post(reverse("programme:open-season", args=["ville"]), data)
    assert [season.name for season in town.programme.seasons.all()] == ["Deuxième", town.name]
    assert national.programme.seasons.count() == 1


def test_a_city_leaves_the_season_while_nobody_is_there(client):
    row = SeasonCityFactory()
    client.force_login(team_member())
    page, url = (reverse(f"programme:{name}", args=[row.pk]) for name in ("season-city", "remove-season-city"))
    assert url in client.get(page).text
    mandate = MandateFactory(season_city=row)
    assert url not in client.get(page).text
    assert client.post(url).status_code == 422
    mandate.delete()
    client.post(url)
    assert not row.season.season_cities.exists()


def test_the_page_of_a_city_opens_its_groups(client):
    group = associated_group()
    client.force_login(team_member())
    row = group.partnership.season_city
    page = client.get(reverse("programme:season-city", args=[row.pk]))
    assert "1 groupe associé" in page.text
    assert f'href="{reverse("groups:beat-board")}?ville={row.city.slug}"' in page.text
