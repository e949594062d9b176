"""Where a row says it is: postal and INSEE codes repaired, commune found, point checked against it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from passeurs.catalogue.importers.machinery.column import as_text
from passeurs.catalogue.importers.machinery.point import Point, distance_km, is_in_france
from passeurs.catalogue.importers.machinery.text import clean, readable_case
from passeurs.core.geo.commune import (
    Commune,
    communes,
    communes_named,
    find_arrondissement,
    find_commune,
    name_key,
    root_of,
)

FAR_KM = 30.0
_CITY_NOISE = re.compile(
    r"(?i)\b(?:cedex|cdx)\b.*$|\b\d{5}\b|\b\d{1,2}\s?(?:er|e|ème|eme)\b.*$|\barrondissement\b.*$|[()]"
)
# « NNNNN Ville » at the end of an address, whatever follows.
_ADDRESS_END = re.compile(
    r"(?i)^(?P<street>.*?)\b(?P<code>\d{5})\s+(?P<city>[^\W\d][^\d,;]*?(?:\s\d{1,2}(?:er|e|me|ème|eme)?)?)"
    r"(?:\s+cedex\b.*)?(?:[,;\s]+france)?\s*$"
)
_CORSICA = ("2A", "2B")
# French Guiana's communes are as wide as a département.
_WIDE_REGIONS = ("973",)


@dataclass(slots=True)
class Place:
    """A place: codes, names, point in degrees, and what is uncertain about it."""

    postal_code: str = ""
    insee: str = ""
    city_name: str = ""
    commune: Commune | None = None
    lat: float | None = None
    lon: float | None = None
    flags: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        """Whether the point is the place's own, not its commune's."""
        return self.lat is not None and "point-of-commune" not in self.flags


@lru_cache(maxsize=8192)
def clean_code(value: str) -> str:
    """A five-character code: « 1000 » → « 01000 », « 75117.0 » → « 75117 », « 2a004 » → « 2A004 »; else empty."""
    text = value.strip().strip("'\"").upper()
    text = re.sub(r"[.,]0+$", "", text.split(";")[0].split("|")[0])
    text = text.split(",")[0].replace(" ", "").replace("\u00a0", "").removeprefix("F-").removeprefix("FR-")
    if re.fullmatch(r"\d{4}", text):
        return "0" + text
    if re.fullmatch(r"\d{5}|2[AB]\d{3}", text):
        return "" if text == "00000" else text
    found = re.search(r"(?<!\d)(\d{5})(?!\d)", value)
    return found.group(1) if found else ""


@lru_cache(maxsize=8192)
def clean_city(value: str) -> str:
    """« 75004 Paris », « LYON CEDEX 3 » → the commune's name."""
    text = _CITY_NOISE.sub("", clean(value, 120)).strip(" ,-–")
    return text.capitalize() if text.isupper() and len(text) <= 4 else readable_case(text)


def split_address(address: str) -> tuple[str, str, str]:
    """« 13, rue du Collège 84000 Avignon » → street, postal code, commune; the whole as street when it does not end so."""
    found = _ADDRESS_END.match(address)
    if not found or found["code"] not in communes().by_postal_code:
        return address, "", ""
    return found["street"].rstrip(" ,;-–"), found["code"], found["city"].strip(" ,")


def commune_root(insee: str) -> str:
    """The living commune of a code: that of an arrondissement, of a delegated commune; itself otherwise."""
    commune = find_commune(insee)
    return (commune.parent or commune.code) if commune else insee


def commune_codes(root: str) -> tuple[str, ...]:
    """The codes under which places of a commune may be known."""
    return (root, *communes().parts.get(root, ()))


@lru_cache(maxsize=8192)
def match_commune(insee: str, postal_code: str, city_name: str, department: str = "") -> Commune | None:
    """The commune of a row, when there is no doubt."""
    if insee:
        known = find_commune(insee)
        if known:
            return known
    arrondissement = find_arrondissement(city_name) if city_name else None
    if arrondissement:
        return arrondissement
    city_name = clean_city(city_name)
    key = name_key(city_name) if city_name else ""
    index = communes()
    named = communes_named(city_name) if key else []
    group = index.by_postal_code.get(postal_code, ())
    if group:
        roots = {c.parent or c.code for c in group}
        parts = [c for c in group if c.parent]
        if len(roots) == 1 and (not key or _is_alike(key, group)):
            # Of Paris, the postal code tells the arrondissement.
            return parts[0] if len(parts) == 1 else group[0]
        of_name = [c for c in index.by_name.get(key, ()) if c in group]
        if of_name:
            return of_name[0]
    near = postal_code[:2] or department[:2]
    if near:
        named = [
            c
            for c in index.by_name.get(key, ())
            if c.code.startswith(near) or (near == "20" and c.code[:2] in _CORSICA)
        ]
        named = [c for c in named if name_key(c.name) == key] or named
    named = [c for c in named if not c.parent] or named
    return named[0] if len(named) == 1 else None


def _is_alike(key: str, group: tuple[Commune, ...]) -> bool:
    words = set(key.split())
    return any(words & set(name_key(c.name).split()) for c in group)


def resolve_place(
    *, postal_code: object = "", insee: object = "", city: object = "", point: Point | None = None, department: str = ""
) -> Place:
    """A place with what is certain repaired and what is not flagged.

    Flags: point-zero, point-outside-france, point-far-from-commune (point withheld, the commune's used when the
    commune is sure), point-of-commune (no point of its own).
    """
    code, postal, name = clean_code(as_text(insee)), clean_code(as_text(postal_code)), clean_city(as_text(city))
    commune = match_commune(code, postal, as_text(city)[:120], department)
    if commune is None and point and not postal and not code:
        commune = _nearest_named(name, point)
    place = Place(postal, code, name, commune)
    if commune:
        place.insee = commune.code
        if find_arrondissement(as_text(city)):
            place.city_name = root_of(commune).name
        elif not name or name_key(name) == name_key(commune.name):
            place.city_name = commune.name
        if not postal and len(commune.postal_codes) == 1:
            place.postal_code = commune.postal_codes[0]
    _place_point(place, point)
    return place


def _nearest_named(name: str, point: Point) -> Commune | None:
    """Of several communes of one name, the only one that is where the row's point is."""
    near = [c for c in communes_named(name) if distance_km((c.lat, c.lon), point) <= FAR_KM] if name else []
    return near[0] if len(near) == 1 else None


def _place_point(place: Place, point: Point | None) -> None:
    commune = place.commune
    centre = (commune.lat, commune.lon) if commune and commune.has_own_point else None
    flag = ""
    if point is not None:
        lat, lon = point
        if abs(lat) < 0.01 and abs(lon) < 0.01:
            flag, point = "point-zero", None
        elif not is_in_france(lat, lon):
            swapped = is_in_france(lon, lat) and (not centre or distance_km((lon, lat), centre) <= FAR_KM)
            if swapped:
                point = (lon, lat)
            else:
                flag, point = "point-outside-france", None
        elif centre and distance_km(point, centre) > FAR_KM:
            if is_in_france(lon, lat) and distance_km((lon, lat), centre) <= FAR_KM:
                point = (lon, lat)
            elif not (place.insee.startswith(_WIDE_REGIONS) and distance_km(point, centre) < 200):
                flag = "point-far-from-commune"
                point = None if _agrees(place) else point
    if flag:
        place.flags.append(flag)
    if point is None and centre:
        place.flags.append("point-of-commune")
        point = centre
    if point is not None:
        place.lat, place.lon = round(point[0], 7), round(point[1], 7)


def _agrees(place: Place) -> bool:
    """Whether the row's own words agree on the commune, so that the point is what is wrong."""
    commune = place.commune
    if commune is None:
        return False
    same_name = name_key(place.city_name) == name_key(commune.name)
    same_postal = bool(place.postal_code) and place.postal_code[:2] == (commune.postal_codes or (commune.code,))[0][:2]
    return same_name or same_postal
