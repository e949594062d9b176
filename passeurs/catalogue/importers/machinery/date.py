"""Dates and moments of open data, to UTC moments and local days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from passeurs.catalogue.importers.machinery.column import as_text

PARIS = ZoneInfo("Europe/Paris")
_FRENCH = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2})[:h](\d{2}))?")


def parse_moment(value: Any) -> dt.datetime | None:
    """A moment in UTC from ISO 8601 (its offset, else Paris time), `12/03/2026 18:30`, or a day (midnight in Paris)."""
    text = as_text(value)
    if not text:
        return None
    french = _FRENCH.match(text)
    try:
        if french:
            day, month, year, hour, minute = (int(part or 0) for part in french.groups())
            moment = dt.datetime(year, month, day, hour, minute)
        else:
            moment = dt.datetime.fromisoformat(re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", text.replace(" ", "T", 1)))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=PARIS)
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def local_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Paris."""
    return moment.astimezone(PARIS).date()


def parse_timings(entries: Any) -> list[tuple[dt.datetime, dt.datetime | None]]:
    """Sorted, without repeats, from [{begin, end}] whatever these two are called."""
    found: dict[dt.datetime, dt.datetime | None] = {}
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        start = parse_moment(entry.get("begin") or entry.get("start") or entry.get("startDate"))
        end = parse_moment(entry.get("end") or entry.get("endDate"))
        if start:
            found.setdefault(start, end if end and end >= start else None)
    return sorted(found.items(), key=lambda pair: pair[0])


def day_span(
    timings: list[tuple[dt.datetime, dt.datetime | None]],
) -> tuple[dt.date | None, dt.date | None]:
    """First and last local day; an end at midnight belongs to the evening before."""
    if not timings:
        return None, None
    last = max((end - dt.timedelta(seconds=1) if end and end > start else start) for start, end in timings)
    return local_day(timings[0][0]), local_day(last)
