"""Reads of holidays and exams: what a month leaves free in a zone, what is near for a city."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache

from passeurs.associations.choices import TermKind
from passeurs.associations.models import Term
from passeurs.core.geo.department import school_zone_of

KEY = "associations.terms"
KEPT_SECONDS = 3600
# A month with fewer working days than this outside holidays promises no meeting.
FEWEST_DAYS = 5
Rows = list[tuple[str, str, str, dt.date, dt.date]]


def all_terms() -> Rows:
    """(zone, kind, label, first day, last day) of every term: a small table, kept in the cache until it changes."""
    found: Rows | None = cache.get(KEY)
    if found is None:
        found = list(Term.objects.values_list("zone", "kind", "label", "starts_on", "ends_on"))
        cache.set(KEY, found, KEPT_SECONDS)
    return found


def terms_of(insee: str) -> Rows:
    """The terms of a city's zone, and those of everybody."""
    zone = school_zone_of(insee)
    return [row for row in all_terms() if row[0] in ("", zone)]


def is_off(insee: str, month: dt.date) -> bool:
    """Whether the holidays of a city leave fewer than FEWEST_DAYS working days in a month."""
    spans = [(first, last) for _zone, kind, _label, first, last in terms_of(insee) if kind == TermKind.HOLIDAY]
    day, free = month, 0
    while day.month == month.month and free < FEWEST_DAYS:
        free += day.weekday() < 5 and not any(first <= day <= last for first, last in spans)
        day += dt.timedelta(days=1)
    return free < FEWEST_DAYS


def near_terms(insee: str, today: dt.date, days: int = 45) -> Rows:
    """What begins or runs within so many days: said beside the dates to choose."""
    end = today + dt.timedelta(days=days)
    return [row for row in terms_of(insee) if row[4] >= today and row[3] <= end]
