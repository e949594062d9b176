"""Reads of partners: what is near, what waits for an answer, what a link opens."""

from __future__ import annotations

from passeurs.catalogue.models import Venue
from passeurs.core.geo.commune import find_commune
from passeurs.core.geo.nearby import box_around
from passeurs.core.search.find import search
from passeurs.core.search.fold import fold
from passeurs.programme.models import City, Mandate

ROAD = 1.3


def point_of(mandate: Mandate) -> tuple[float, float]:
    """Where somebody lives, to the commune; their city when they did not say."""
    commune = find_commune(mandate.person.profile.commune_code)
    city = mandate.season_city.city
    return (commune.lat, commune.lon) if commune else (city.lat, city.lon)


NEAR_KM = 30
MOST = 6


def places_named(city: City, name: str) -> list[Venue]:
    """The venues around a city that a name may mean, those of this very name first, six at most."""
    around = Venue.objects.visible().filter(box_around(city.lat, city.lon, NEAR_KM))
    found = search(around.order_by(), name, limit=MOST)
    rows = around.in_bulk(found)
    return sorted((rows[pk] for pk in found if pk in rows), key=lambda one: one.search_name != fold(name))


def the_place_named(places: list[Venue], name: str) -> Venue | None:
    """The one of this very name; None when there is none, or more than one: somebody says which."""
    same = [one for one in places if one.search_name == fold(name)]
    return same[0] if len(same) == 1 else None
