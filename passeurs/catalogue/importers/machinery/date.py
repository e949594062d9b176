"""Dates and moments of open data, to UTC moments and local days.

A day given without an hour is a whole day: its timing runs from one midnight of Paris to the midnight that follows
its last day, as calendars write it, and `Occurrence.is_whole_days` reads it back.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from passeurs.catalogue.importers.machinery.column import as_text
from passeurs.catalogue.importers.machinery.refusal import RowRejected
from passeurs.core.search.fold import fold

PARIS = ZoneInfo("Europe/Paris")
Timing = tuple[dt.datetime, dt.datetime | None]
# A moment in UTC, and whether an hour was given.
_Read = tuple[dt.datetime, bool]

_FRENCH = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,à]+(.*))?$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier janv", "fevrier fev fevr", "mars", "avril avr", "mai", "juin", "juillet juil", "aout",
         "septembre sept", "octobre oct", "novembre nov", "decembre dec"), start=1
    )
    for name in names.split()
}  # fmt: skip
_WORDS = re.compile(
    rf"^(?:[a-z]+ )?(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}})(?: a)?(?: (\d{{1,2}})(?: ?h ?| )?(\d{{2}})?)?$"
)
_HOUR = re.compile(r"^(\d{1,2})\s*(?:[:hH]|heures?)\s*(\d{2})?")
_DAY_ALONE = re.compile(r"^(?:\d{4}-?\d{2}-?\d{2}|\d{4}-?W\d{2}(?:-?\d)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$")
# What a table writes of a column of days: midnight at Greenwich, which is one or two in the morning in Paris.
_DAY_AT_GREENWICH = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$")
# A row may say « every day from 1900 to 2999 »: beyond this, its hours are left aside and its days kept.
_DAYS_WITH_HOURS = 400


def parse_moment(value: Any) -> dt.datetime | None:
    """A moment in UTC from ISO 8601 (its offset, else Paris time), `12/03/2026 18:30`, or a day (midnight in Paris)."""
    found = _read(value)
    return found[0] if found else None


def _read(value: Any) -> _Read | None:
    text = as_text(value)
    if not text:
        return None
    has_hour = not _DAY_ALONE.match(text)
    try:
        if french := _FRENCH.match(text):
            day, month, year = (int(part) for part in french.groups()[:3])
            hour = parse_hour(french.group(4))
            moment = dt.datetime.combine(dt.date(year, month, day), hour or dt.time.min)
            has_hour = hour is not None
        elif spelled := _WORDS.match(fold(text)):
            day, month, year = int(spelled.group(1)), _MONTHS[spelled.group(2)], int(spelled.group(3))
            has_hour = spelled.group(4) is not None
            moment = dt.datetime(year, month, day, int(spelled.group(4) or 0), int(spelled.group(5) or 0))
        else:
            moment = dt.datetime.fromisoformat(re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", text.replace(" ", "T", 1)))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=PARIS)
        return moment.astimezone(dt.UTC), has_hour
    except (ValueError, OverflowError):
        return None


def parse_hour(value: Any) -> dt.time | None:
    """« 20:30 », « 20h30 », « 20 h », `20:30:00`; « 24:00 » is midnight."""
    found = _HOUR.match(as_text(value))
    if not found:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return dt.time(hour % 24, minute) if hour <= 24 and minute < 60 else None


def local_day(moment: dt.datetime) -> dt.date:
    """The calendar day in Paris."""
    return moment.astimezone(PARIS).date()


def parse_timings(entries: Any) -> list[Timing]:
    """Sorted, without repeats, from [{begin, end}] whatever these two are called.

    An entry may also hold hours apart, `begin_hour` and `end_hour`: then it means that hour of each of its days.
    Raises `RowRejected` when dates are told and none of them can be read.
    """
    found: dict[dt.datetime, dt.datetime | None] = {}
    unread: list[str] = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        cells = [
            as_text(entry.get("begin") or entry.get("start") or entry.get("startDate")),
            as_text(entry.get("end") or entry.get("endDate")),
        ]
        days = [_DAY_AT_GREENWICH.match(cell) for cell in cells if cell]
        if all(days):
            cells = [cell[:10] for cell in cells]
        begin, end = (_read(cell) for cell in cells)
        unread += [cell for cell, read in zip(cells, (begin, end), strict=True) if cell and not read]
        if begin:
            hours = parse_hour(entry.get("begin_hour")), parse_hour(entry.get("end_hour"))
            for start, stop in _timings(begin, end or begin, *hours):
                found.setdefault(start, stop)
    if unread and not found:
        raise RowRejected(f"la date « {unread[0][:40]} » ne se lit pas")
    return sorted(found.items(), key=lambda pair: pair[0])


def _timings(begin: _Read, end: _Read, from_hour: dt.time | None, to_hour: dt.time | None) -> list[Timing]:
    """The timings of one entry: moments as they are, days whole, hours apart on each day."""
    start, has_hour = begin
    stop, has_end_hour = end
    first, last = local_day(start), max(local_day(start), local_day(stop))
    if not has_hour and from_hour and (last - first).days < _DAYS_WITH_HOURS:
        days = (first + dt.timedelta(days=rank) for rank in range((last - first).days + 1))
        return [_on(day, from_hour, to_hour) for day in days]
    if not has_hour:
        return [(_midnight(first), _midnight(last + dt.timedelta(days=1)))]
    if not has_end_hour:
        return [(start, _midnight(last + dt.timedelta(days=1)) if last > first else None)]
    if _says_days(start, stop):
        last = max(first, local_day(stop - dt.timedelta(seconds=1)))
        return [(_midnight(first), _midnight(last + dt.timedelta(days=1)))]
    return [(start, stop if stop > start else None)]


def _says_days(start: dt.datetime, stop: dt.datetime) -> bool:
    """Whether hours say no more than days: from a midnight to another, or to the minute before, or to nothing."""
    began, ended = start.astimezone(PARIS).time(), stop.astimezone(PARIS).time()
    return began == dt.time.min and (ended == dt.time.min or (ended.hour, ended.minute) == (23, 59))


def _on(day: dt.date, from_hour: dt.time, to_hour: dt.time | None) -> Timing:
    """An hour of a day; what ends before it began ends in the night that follows."""
    start = dt.datetime.combine(day, from_hour, tzinfo=PARIS)
    if to_hour is None:
        return start.astimezone(dt.UTC), None
    last = day if to_hour > from_hour else day + dt.timedelta(days=1)
    return start.astimezone(dt.UTC), dt.datetime.combine(last, to_hour, tzinfo=PARIS).astimezone(dt.UTC)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=PARIS).astimezone(dt.UTC)


def day_span(timings: list[Timing]) -> tuple[dt.date | None, dt.date | None]:
    """First and last local day; an end at midnight belongs to the evening before."""
    if not timings:
        return None, None
    last = max((end - dt.timedelta(seconds=1) if end and end > start else start) for start, end in timings)
    return local_day(timings[0][0]), local_day(last)
