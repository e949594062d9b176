from __future__ import annotations

import pytest

from passeurs.editorial.actions.site import make_site
from passeurs.editorial.models import HomePage
from tests.factories import CityFactory, SeasonCityFactory


@pytest.fixture
def dijon(db):
    return SeasonCityFactory().city


@pytest.fixture
def lille(dijon):
    city = CityFactory(insee="59350", name="Lille", lat=50.63, lon=3.06)
    SeasonCityFactory(season=dijon.season_cities.get().season, city=city)
    return city


@pytest.fixture
def site(dijon, lille) -> HomePage:
    """The pages of a programme in two cities."""
    return make_site()
