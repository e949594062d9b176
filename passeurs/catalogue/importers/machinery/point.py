"""Coordinates in every usual shape, to WGS84 degrees."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from passeurs.core.geo.lambert93 import is_lambert93, lambert93_to_wgs84

EARTH_RADIUS_KM = 6371.0088
# (south, north, west, east): metropolitan France, then overseas. Wide on purpose.
_FRANCE = (
    (41.2, 51.3, -5.4, 9.8),
    (15.7, 18.2, -63.3, -60.9),
    (14.3, 15.0, -61.3, -60.7),
    (2.0, 6.0, -54.8, -51.4),
    (-21.5, -20.8, 55.1, 55.95),
    (-13.1, -12.5, 44.9, 45.4),
    (46.6, 47.3, -56.6, -56.0),
    (-23.0, -17.0, 158.0, 172.2),
    (-28.1, -7.5, -155.0, -134.0),
    (-14.5, -13.0, -178.4, -176.0),
)
_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
_WKT = re.compile(r"(?i)^(?:SRID=\d+;)?\s*(?:multi)?point\s*z?\s*\(+\s*([-+\d.eE]+)\s+([-+\d.eE]+)")

Point = tuple[float, float]


def distance_km(first: Point, second: Point) -> float:
    """Great-circle distance between two (lat, lon) in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*first, *second))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(half, 1.0)))


def is_in_france(lat: float, lon: float) -> bool:
    """Whether a point is in or near France, overseas included."""
    return any(s <= lat <= n and w <= lon <= e for s, n, w, e in _FRANCE)


def as_number(value: Any) -> float | None:
    """« 48,85 », « 48.85 », 48.85; None otherwise."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = value.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("−", "-")
    if not text:
        return None
    try:
        number = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def degrees(y: float | None, x: float | None) -> Point | None:
    """(lat, lon) from a northing-like and an easting-like number; Lambert-93 metres are turned back."""
    if y is None or x is None:
        return None
    if abs(y) <= 90 and abs(x) <= 180:
        return (y, x)
    if is_lambert93(x, y):
        return lambert93_to_wgs84(x, y)
    if is_lambert93(y, x):
        return lambert93_to_wgs84(y, x)
    if abs(x) <= 90 and abs(y) <= 180:
        return (x, y)
    return None


def parse_pair(lat: Any, lon: Any) -> Point | None:
    """A point from two cells."""
    return degrees(as_number(lat), as_number(lon))


def parse_point(value: Any) -> Point | None:
    """A point from one cell: "lat, lon", [lat, lon], {lat, lon}, GeoJSON, POINT(lon lat)…

    In a list or a text without names, latitude comes first (Opendatasoft's way), except in GeoJSON and WKT.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _parse_text(value.strip())
    if isinstance(value, dict):
        return _parse_mapping(value)
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], list | tuple | dict):
            return parse_point(value[0])
        return parse_pair(value[0], value[1]) if len(value) >= 2 else None
    return None


def _parse_text(text: str) -> Point | None:
    if text[:1] in "[{" and text[:1]:
        try:
            return parse_point(json.loads(text))
        except ValueError:
            text = text.strip("[](){} ")
    found = _WKT.match(text)
    if found:
        return parse_pair(found.group(2), found.group(1))
    parts = re.split(r"[;|/]|,\s+|\s+", text.strip("[]() "))
    if len(parts) == 1:
        parts = text.strip("[]() ").split(",")
        if len(parts) == 4:
            # Decimal commas set apart by a comma: « 48,85,2,35 ».
            parts = [f"{parts[0]}.{parts[1]}", f"{parts[2]}.{parts[3]}"]
    parts = [part for part in parts if part.strip()]
    if len(parts) == 2 and all(_NUMBER.fullmatch(part.strip(" ,")) for part in parts):
        return parse_pair(parts[0].strip(" ,"), parts[1].strip(" ,"))
    return None


def _parse_mapping(value: dict[str, Any]) -> Point | None:
    lower = {str(key).lower().rpartition(":")[2]: item for key, item in value.items()}
    if "coordinates" in lower:
        pair = lower["coordinates"]
        while isinstance(pair, list) and pair and isinstance(pair[0], list):
            pair = pair[0]
        if isinstance(pair, list) and len(pair) >= 2:
            return parse_pair(pair[1], pair[0])
        return parse_point(pair) if isinstance(pair, dict | str) else None
    if "geometry" in lower and isinstance(lower["geometry"], dict):
        return _parse_mapping(lower["geometry"])
    for lat, lon in (("lat", "lon"), ("latitude", "longitude"), ("lat", "lng"), ("lat", "long"), ("y", "x")):
        if lat in lower and lon in lower:
            return parse_pair(lower[lat], lower[lon])
    return None
