"""Lambert-93 (EPSG:2154), the legal projection of metropolitan France, back to WGS84 degrees."""

from __future__ import annotations

import math

# GRS80 and the constants of the projection (IGN, NTG 71), for two standard parallels at 44° and 49°.
_ECCENTRICITY = 0.0818191910428158
_EXPONENT = 0.7256077650532670
_RADIUS_M = 11_754_255.426096
_FALSE_EASTING_M = 700_000.0
_POLE_NORTHING_M = 12_655_612.049876
_CENTRAL_MERIDIAN_DEG = 3.0


def is_lambert93(x: float, y: float) -> bool:
    """Whether (x, y) in metres can only be a point of metropolitan France in Lambert-93."""
    return 50_000 <= x <= 1_320_000 and 6_000_000 <= y <= 7_200_000


def lambert93_to_wgs84(x: float, y: float) -> tuple[float, float]:
    """(latitude, longitude) in degrees of a point given in metres; error below a millimetre in France."""
    dx = x - _FALSE_EASTING_M
    dy = _POLE_NORTHING_M - y
    radius = math.hypot(dx, dy)
    longitude = _CENTRAL_MERIDIAN_DEG + math.degrees(math.atan2(dx, dy) / _EXPONENT)
    isometric = -math.log(radius / _RADIUS_M) / _EXPONENT
    latitude = 2 * math.atan(math.exp(isometric)) - math.pi / 2
    for _ in range(12):
        slip = _ECCENTRICITY * math.sin(latitude)
        bent = ((1 + slip) / (1 - slip)) ** (_ECCENTRICITY / 2)
        nearer = 2 * math.atan(bent * math.exp(isometric)) - math.pi / 2
        if abs(nearer - latitude) < 1e-13:
            latitude = nearer
            break
        latitude = nearer
    return math.degrees(latitude), longitude
