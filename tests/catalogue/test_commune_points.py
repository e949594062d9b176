"""The shipped communes stand where they should: imports judge points against them."""

from __future__ import annotations

from passeurs.catalogue.importers.machinery.point import distance_km, is_in_france
from passeurs.core.geo.commune import communes, find_commune


def test_every_commune_is_in_france():
    assert [c.code for c in communes().by_code.values() if c.has_own_point and not is_in_france(c.lat, c.lon)] == []


def test_communes_whose_town_hall_was_elsewhere():
    assert distance_km((16.26, -61.38), _point("97128")) < 15
    assert distance_km((43.26, -0.35), _point("64550")) < 5
    assert distance_km((46.35, 6.05), _point("01173")) < 10


def _point(code):
    commune = find_commune(code)
    return commune.lat, commune.lon
