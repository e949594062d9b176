"""Reads of source rows: how many around a point."""

from __future__ import annotations

import math

from passeurs.catalogue.importers.machinery.point import EARTH_RADIUS_KM, distance_km
from passeurs.catalogue.models import SourceRecord


def count_around(lat: float, lon: float, km: float) -> dict[str, int]:
    """Source rows with a point of their own within `km` of (lat, lon) in degrees, by source, skipped ones too."""
    reach = math.degrees(km / EARTH_RADIUS_KM) * 1.001 + 1e-9
    rows = SourceRecord.objects.filter(lat__gte=lat - reach, lat__lte=lat + reach)
    if abs(lat) + reach < 89:
        wide = math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(lat))))) * 1.001
        if abs(lon) + wide < 180:
            rows = rows.filter(lon__gte=lon - wide, lon__lte=lon + wide)
    counts = dict.fromkeys(SourceRecord.objects.order_by("source").values_list("source", flat=True).distinct(), 0)
    for source, row_lat, row_lon in rows.values_list("source", "lat", "lon").iterator(chunk_size=5000):
        if row_lat is not None and row_lon is not None and distance_km((lat, lon), (row_lat, row_lon)) <= km:
            counts[source] += 1
    return counts
