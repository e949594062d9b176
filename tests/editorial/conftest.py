"""The vocabulary that migrations make, whatever a test emptied before; the pages of a site."""

from __future__ import annotations

import pytest

from passeurs.editorial.actions.site import make_site
from passeurs.editorial.models import HomePage
from passeurs.selections.choices import TagKind
from passeurs.selections.models import Tag
from tests.editorial.issue import rhythm
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


@pytest.fixture(autouse=True)
def vocabulary(request):
    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        return
    request.getfixturevalue("db")
    rhythm()
    rhythm("quinzaine", "tous les quinze jours", 14)
    for slug, label in (("lire", "Lire"), ("scene", "Sur scène"), ("gratuit", "Gratuit")):
        Tag.objects.get_or_create(slug=slug, defaults={"label": label, "kind": TagKind.THEME})
