"""Reads of the API: a page of rows after a cursor, with the exact number of matches."""

from __future__ import annotations

import base64
import binascii
import json
import math
from dataclasses import dataclass
from typing import Any

from passeurs.core.geo.nearby import Hit, load, within

MAX_ID = 2**63 - 1


class BadCursor(ValueError):  # noqa: N818 - read as a sentence
    """A cursor that no answer of ours gave."""


@dataclass(frozen=True)
class Slice:
    """Some rows, how many match in all, and the cursor of the next rows (empty at the end)."""

    rows: list[Any]
    count: int
    next_cursor: str = ""


def encode_cursor(*parts: float | int | str) -> str:
    """A position as opaque text."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def decode_cursor(text: str, *kinds: type[float] | type[int]) -> tuple[Any, ...]:
    """The position of a cursor, of these types. Raises `BadCursor` for any other text."""
    try:
        parts = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(parts, list) or len(parts) != len(kinds):
        raise BadCursor
    for part, kind in zip(parts, kinds, strict=True):
        if not isinstance(part, kind) or isinstance(part, bool):
            raise BadCursor
        if not (math.isfinite(part) if isinstance(part, float) else 0 <= part <= MAX_ID):
            raise BadCursor
    return tuple(parts)


def by_distance(queryset: Any, lat: float, lon: float, km: float, *, limit: int, cursor: str) -> Slice:
    """Rows within `km`, nearest first."""
    hits = within(queryset, lat, lon, km)
    start = 0
    if cursor:
        after = Hit(*decode_cursor(cursor, float, int))
        start = sum(1 for hit in hits if (hit.distance_km, hit.pk) <= (after.distance_km, after.pk))
    wanted = hits[start : start + limit]
    more = start + limit < len(hits)
    return Slice(
        rows=load(queryset, wanted),
        count=len(hits),
        next_cursor=encode_cursor(float(wanted[-1].distance_km), wanted[-1].pk) if more else "",
    )


def by_id(queryset: Any, *, limit: int, cursor: str) -> Slice:
    """Rows in the order of their ids."""
    after = decode_cursor(cursor, int)[0] if cursor else 0
    rows = list(queryset.filter(pk__gt=after).order_by("pk")[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    return Slice(rows=rows, count=queryset.count(), next_cursor=encode_cursor(rows[-1].pk) if more else "")


def newest_first(queryset: Any, *, limit: int, cursor: str) -> Slice:
    """Rows by position in a list that is short and already ordered."""
    start = decode_cursor(cursor, int)[0] if cursor else 0
    count = queryset.count()
    start = min(start, count)
    rows = list(queryset[start : start + limit])
    return Slice(rows=rows, count=count, next_cursor=encode_cursor(start + limit) if start + limit < count else "")
