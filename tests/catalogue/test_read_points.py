# ruff: noqa: E501 - rows of data read better whole
"""Coordinates in every usual shape; Lambert-93 there and back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passeurs.catalogue.importers.machinery.place import clean_city, clean_code, match_commune, resolve_place
from passeurs.catalogue.importers.machinery.point import parse_pair, parse_point
from passeurs.core.geo.lambert93 import lambert93_to_wgs84

DIJON = pytest.approx((47.32, 5.04), abs=1e-4)


def to_lambert93(lat, lon):
    """The forward projection, by its textbook definition."""
    e = 0.0818191910428158
    first, second, origin = map(math.radians, (44, 49, 46.5))

    def m(phi):
        return math.cos(phi) / math.sqrt(1 - (e * math.sin(phi)) ** 2)

    def t(phi):
        return math.tan(math.pi / 4 - phi / 2) / ((1 - e * math.sin(phi)) / (1 + e * math.sin(phi))) ** (e / 2)

    n = math.log(m(first) / m(second)) / math.log(t(first) / t(second))
    f = m(first) / (n * t(first) ** n)
    radius, centre = 6378137 * f * t(math.radians(lat)) ** n, 6378137 * f * t(origin) ** n
    theta = n * math.radians(lon - 3)
    return 700000 + radius * math.sin(theta), 6600000 + centre - radius * math.cos(theta)


@given(st.floats(41.3, 51.1), st.floats(-5.2, 9.6))
def test_lambert93_and_back(lat, lon):
    assert lambert93_to_wgs84(*to_lambert93(lat, lon)) == pytest.approx((lat, lon), abs=1e-8)


@pytest.mark.parametrize(
    "value",
    [
        "47.32, 5.04", "47.32,5.04", "47,32, 5,04", "47,32;5,04", "47.32 5.04", [47.32, 5.04], ["47.32", "5.04"],
        {"lat": 47.32, "lon": 5.04}, {"lon": "5.04", "lat": "47.32"}, {"latitude": 47.32, "longitude": 5.04},
        '{"type": "Point", "coordinates": [5.04, 47.32]}', {"type": "Point", "coordinates": [5.04, 47.32]},
        "POINT(5.04 47.32)", "SRID=4326;POINT (5.04 47.32)", "[47.32, 5.04]", '{"lon": 5.04, "lat": 47.32}',
        "(47.32, 5.04)", {"schema:latitude": "47.32", "schema:longitude": "5.04"},
    ],
    ids=str,
)  # fmt: skip
def test_one_cell(value):
    assert parse_point(value) == DIJON


@pytest.mark.parametrize(
    "pair", [("47,32", "5,04"), (47.32, 5.04), ("47.32 ", " 5.04"), to_lambert93(47.32, 5.04)[::-1]]
)
def test_two_cells(pair):
    assert parse_pair(*pair) == DIJON


@pytest.mark.parametrize(
    "value", ["", None, "Dijon", "47.32", {}, [], "POINT EMPTY", "12 rue de la Paix", True, {"lat": None}]
)
def test_what_is_no_point(value):
    assert parse_point(value) is None


@pytest.mark.parametrize(
    ("given_code", "code"),
    [("1000", "01000"), ("75117.0", "75117"), ("2a004", "2A004"), ("0", ""), ("75116 PARIS", "75116"), ("59350,59512", "59350"),
     ("69 002", "69002"), ("", ""), ("ABC", "")],
)  # fmt: skip
def test_codes_find_their_zero_again(given_code, code):
    assert clean_code(given_code) == code


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("75004 Paris", "Paris"),
        ("LYON CEDEX 3", "Lyon"),
        ("Paris 8e Arrondissement", "Paris"),
        ("PONT-AVEN", "Pont-Aven"),
    ],
)
def test_city_without_noise(written, city):
    assert clean_city(written) == city


def test_communes_by_what_is_certain_only():
    assert match_commune("", "21000", "DIJON").code == "21231"
    assert match_commune("", "75008", "Paris 8e Arrondissement").code == "75108"
    assert match_commune("", "", "Saint-Martin") is None


@pytest.mark.parametrize(
    ("point", "expected", "flags"),
    [
        ((47.32, 5.04), (47.32, 5.04), []),
        ((5.04, 47.32), (47.32, 5.04), []),
        ((0.0, 0.0), None, ["point-zero", "point-of-commune"]),
        ((32.84, -83.63), None, ["point-outside-france", "point-of-commune"]),
        ((48.89, 6.43), None, ["point-far-from-commune", "point-of-commune"]),
        (None, None, ["point-of-commune"]),
    ],
)
def test_points_are_checked_against_the_commune(point, expected, flags):
    place = resolve_place(postal_code="21000", city="DIJON", point=point)
    assert place.flags == flags
    assert place.city_name == "Dijon"
    assert (place.lat, place.lon) == (expected or pytest.approx((place.commune.lat, place.commune.lon), abs=1e-6))


def test_overseas_is_france():
    place = resolve_place(insee="97209", city="Fort-de-France", point=(14.6, -61.07))
    assert place.flags == []
