"""The drawing of France used by server-drawn maps: one plain projection, one viewBox."""

from __future__ import annotations

import math

# Equirectangular about 46.5° N: true enough at the scale of a country, and two multiplications.
WEST, NORTH = -5.3, 51.3
WIDTH, HEIGHT = 1000, 985
_DEGREE = WIDTH / (9.7 - WEST)
_RATIO = 1 / math.cos(math.radians(46.5))


def map_point(lat: float, lon: float) -> tuple[float, float]:
    """A point of mainland France (WGS84 degrees) in the drawing's units, x to the east, y to the south."""
    return (lon - WEST) * _DEGREE, (NORTH - lat) * _DEGREE * _RATIO
