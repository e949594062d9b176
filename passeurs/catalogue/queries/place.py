"""Where someone means: a commune by name or code, or a point; said back as text that means it again."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from passeurs.core.geo.commune import Commune, communes, communes_named, find_commune, name_key, suggest_communes

_POINT = re.compile(r"^\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,;]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*$")
# A name borne by several communes means the largest only when it is so by far.
BY_FAR = 10


@dataclass(frozen=True)
class Place:
    """A point to search around. `text` put in a search box leads here again; `is_position` is a bare point."""

    lat: float
    lon: float
    label: str
    text: str
    is_position: bool = False


@dataclass(frozen=True)
class PlaceMeant:
    """What a text means: one place, or several to choose from, or none."""

    place: Place | None = None
    choices: tuple[Place, ...] = ()


def place_of(commune: Commune) -> Place:
    """The place of a commune, named without doubt: « Saint-Denis (93) », with the code where that is not enough."""
    twins = [
        other
        for other in communes().by_name.get(name_key(commune.name), ())
        if other.department == commune.department and not other.parent
    ]
    mark = commune.department if len(twins) < 2 and not commune.parent else commune.code
    return Place(commune.lat, commune.lon, commune.name, f"{commune.name} ({mark})")


def position(lat: float, lon: float) -> Place | None:
    """The place of a bare point, rounded to 3 decimals (about 100 m); None when it is not on Earth."""
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        return None
    lat, lon = round(lat, 3), round(lon, 3)
    text = f"{lat:g},{lon:g}"
    return Place(lat, lon, text, text, is_position=True)


def find_place(text: str) -> PlaceMeant:
    """The place a person means by « Dijon », « 21000 », « Saint-Denis (93) » or « 47.32,5.04 »."""
    text = text.strip()[:120]
    if point := _POINT.match(text):
        place = position(float(point[1]), float(point[2]))
        return PlaceMeant(place=place)
    if not text:
        return PlaceMeant()
    return _chosen(_candidates(text))


def find_commune_meant(text: str) -> Commune | None:
    """The one commune that a text means; None when it means none, or several alike."""
    candidates = _candidates(text.strip()[:120]) if text.strip() else []
    found = _chosen(candidates).place
    return next((one for one in candidates if found and place_of(one) == found), None)


def _candidates(text: str) -> list[Commune]:
    index = communes()
    digits = text.replace(" ", "").upper()
    if re.fullmatch(r"\d{5}|2[AB]\d{3}", digits):
        by_code = find_commune(digits)
        return list(index.by_postal_code.get(digits, ())) or ([by_code] if by_code else [])
    return communes_named(text) or suggest_communes(text)


def _chosen(candidates: list[Commune]) -> PlaceMeant:
    living = [commune for commune in candidates if not commune.parent] or candidates
    if not living:
        return PlaceMeant()
    ranked = sorted(living, key=lambda commune: -commune.population)
    is_one_name = len({name_key(commune.name) for commune in ranked}) == 1
    if len(ranked) == 1 or (is_one_name and ranked[0].population >= BY_FAR * max(ranked[1].population, 1)):
        return PlaceMeant(place=place_of(ranked[0]), choices=tuple(place_of(other) for other in ranked[1:9]))
    return PlaceMeant(choices=tuple(place_of(commune) for commune in ranked[:12]))
