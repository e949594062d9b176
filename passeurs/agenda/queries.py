"""Calendars by a secret address: whose it is, and what it holds."""

from __future__ import annotations

from passeurs.core import clock, journal, registry
from passeurs.core.registry import CalendarEntry
from passeurs.people.models import Person, PrivateLink
from passeurs.people.queries import find_link

CALENDAR_LINK = "calendar"


def calendar_owner(token: str) -> Person | None:
    """The person whose calendar this address opens; None once it is ended, or the account is closed."""
    link = find_link(token, CALENDAR_LINK)
    if link is None or not link.is_open(clock.now()):
        return None
    return Person.objects.filter(pk=link.subject_id, is_active=True).first()


def entries_of(person: Person, city: str = "") -> list[CalendarEntry]:
    """What every app puts in this person's calendar, the latest first; `city` is a slug, empty for all."""
    found = [entry for calendar in registry.calendars for entry in calendar.entries(person, city)]
    return sorted(found, key=lambda entry: entry.starts_at, reverse=True)


def cities_of(person: Person) -> list[tuple[str, str]]:
    """(slug, name) of the cities of which one alone may be asked for, by name; nothing for whoever has only one."""
    found = {city for calendar in registry.calendars for city in calendar.cities(person)}
    return sorted(found, key=lambda city: city[1]) if len(found) > 1 else []


def has_open_calendar(person: Person) -> bool:
    """Whether an address of this person's calendar answers."""
    rows = PrivateLink.objects.filter(subject_ref=journal.reference(person), purpose=CALENDAR_LINK, ended_at=None)
    return rows.filter(expires_at__gt=clock.now()).exists()
