"""Calendars as files (RFC 5545) and invitations (RFC 5546)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse

from passeurs.core.exports import plain_line, plain_text
from passeurs.core.registry import CalendarEntry

if TYPE_CHECKING:
    from icalendar import Event


def _host() -> str:
    return settings.SITE_URL.split("//")[-1].split(":")[0]


def _event(entry: CalendarEntry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.uid}@{_host()}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("summary", plain_line(entry.title))
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.starts_at + dt.timedelta(minutes=entry.minutes))
    if entry.place:
        event.add("location", plain_line(entry.place))
    if entry.details:
        event.add("description", plain_text(entry.details))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def _calendar(method: str, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{plain_line(settings.SITE_NAME)}//{_host()}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def invitation(entry: CalendarEntry, email: str) -> bytes:
    """One entry for one guest: REQUEST, or CANCEL once it is called off (RFC 5546), under the same UID."""
    from icalendar import vCalAddress

    event = _event(entry)
    event["organizer"] = vCalAddress(f"mailto:{settings.SITE_CONTACT}")
    event.add("attendee", vCalAddress(f"mailto:{email}"))
    return _calendar("CANCEL" if entry.is_cancelled else "REQUEST", [event])


def calendar_file(entries: Iterable[CalendarEntry], name: str) -> HttpResponse:
    """Entries to keep, as the file `name`; called-off ones say so."""
    content = _calendar("PUBLISH", [_event(entry) for entry in entries])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
