from __future__ import annotations

import math
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from passeurs.catalogue.models import Venue
from passeurs.core.geo.nearby import (
    FARTHEST_KM,
    cycling_minutes,
    distance_km,
    nearest,
    nearest_hits,
    walking_minutes,
    within,
)
from tests.factories import VenueFactory

relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def scattered(count: int) -> list[tuple[float, float]]:
    """Points of the whole globe, crowded in a few places: Paris, Réunion, Futuna, the poles, the 180th meridian."""
    chance = random.Random(20261123)
    crowds = [
        (48.85, 2.35),
        (-20.88, 55.45),
        (-14.29, -178.14),
        (4.93, -52.33),
        (89.9, 10.0),
        (-89.9, -170.0),
        (0.0, 180.0),
    ]
    points = []
    for number in range(count):
        if number % 3:
            lat, lon = crowds[number % len(crowds)]
            lat += chance.gauss(0, 0.3)
            lon += chance.gauss(0, 0.3)
        else:
            lat, lon = math.degrees(math.asin(chance.uniform(-1, 1))), chance.uniform(-180, 180)
        points.append((max(-90.0, min(90.0, lat)), (lon + 180) % 360 - 180))
    return points


@pytest.fixture
def globe(db):
    points = scattered(420)
    Venue.objects.bulk_create([Venue(kind="LIBRARY", name="x", lat=lat, lon=lon) for lat, lon in points])
    Venue.objects.create(kind="LIBRARY", name="nulle part")
    return [(pk, lat, lon) for pk, lat, lon in Venue.objects.values_list("pk", "lat", "lon") if lat is not None]


def brute(globe, lat, lon):
    return sorted((distance_km(lat, lon, row_lat, row_lon), pk) for pk, row_lat, row_lon in globe)


def test_distance_is_the_great_circle():
    assert distance_km(48.8566, 2.3522, 45.76769, 4.83537) == pytest.approx(391.5, abs=0.5)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.195, abs=0.01)
    assert distance_km(90, 0, -90, 0) == pytest.approx(FARTHEST_KM)
    assert distance_km(12, 34, 12, 34) == 0


@relaxed
@given(lat=latitudes, lon=longitudes, limit=st.integers(1, 40))
@example(lat=90.0, lon=0.0, limit=20)
@example(lat=-90.0, lon=180.0, limit=20)
@example(lat=0.0, lon=-180.0, limit=30)
@example(lat=-14.29, lon=-178.14, limit=30)
@example(lat=48.85, lon=2.35, limit=40)
def test_nearest_is_what_brute_force_finds(globe, lat, lon, limit):
    hits = nearest_hits(Venue.objects.all(), lat, lon, limit=limit)
    assert [(hit.distance_km, hit.pk) for hit in hits] == brute(globe, lat, lon)[:limit]


@relaxed
@given(lat=latitudes, lon=longitudes, km=st.floats(0.1, 21_000))
@example(lat=89.9, lon=10.0, km=200)
@example(lat=0.0, lon=179.99, km=60)
@example(lat=-20.88, lon=55.45, km=10)
@example(lat=45.0, lon=3.0, km=10_007.6)
def test_within_is_what_brute_force_finds(globe, lat, lon, km):
    expected = [found for found in brute(globe, lat, lon) if found[0] <= km]
    assert [(hit.distance_km, hit.pk) for hit in within(Venue.objects.all(), lat, lon, km)] == expected


def test_nearest_stops_at_max_km_and_keeps_to_the_queryset(globe):
    near = nearest(Venue.objects.filter(kind="CINEMA"), 48.85, 2.35, limit=5)
    assert near == []
    rows = nearest(Venue.objects.all(), 48.85, 2.35, limit=500, max_km=30)
    assert rows
    assert all(row.distance_km <= 30 for row in rows)
    assert [row.distance_km for row in rows] == sorted(row.distance_km for row in rows)
    assert nearest(Venue.objects.all(), 48.85, 2.35, limit=0) == []


def test_a_crowd_on_one_spot_is_read_whole(db):
    Venue.objects.bulk_create([Venue(kind="LIBRARY", name="x", lat=48.85, lon=2.35) for _ in range(3100)])
    closer = VenueFactory(lat=48.8501, lon=2.3501)
    hits = nearest_hits(Venue.objects.all(), 48.8502, 2.3502, limit=5)
    assert hits[0].pk == closer.pk
    assert len(hits) == 5


def test_nearest_asks_few_questions(globe, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        nearest(Venue.objects.all(), 48.85, 2.35, limit=30)
    with django_assert_max_num_queries(8):
        nearest(Venue.objects.all(), -45, -120, limit=30)


def test_minutes_grow_with_distance():
    assert walking_minutes(0) == 1
    assert walking_minutes(1) == 17
    assert cycling_minutes(3) == 17
    assert all(walking_minutes(km) <= walking_minutes(km + 1) for km in range(50))
