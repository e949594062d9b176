"""Reads of meetings: whose they are, what calendars show of them, what waits for the partner's word."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import CalendarEntry
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting
from passeurs.partners.models import Contact
from passeurs.people.models import Person
from passeurs.programme.queries import followed_cities


def meetings_of(person: Person, city: str = "") -> QuerySet[Meeting]:
    """The meetings of one's group; for whoever follows cities, those of their groups, or of one. Latest first."""
    own = Group.objects.filter(memberships__mandate__person=person, memberships__left_at__isnull=True)
    followed = Group.objects.running().filter(partnership__season_city__city__in=followed_cities(person))
    rows = Meeting.objects.filter(Q(group__in=own) | Q(group__in=followed))
    if city:
        rows = rows.filter(group__partnership__season_city__city__slug=city)
    return rows.select_related("group__partnership__season_city__city").order_by("-starts_at")


def calendar_entry(meeting: Meeting) -> CalendarEntry:
    """A meeting as calendars have it, in its city's own time. Its group, partner and city are read already."""
    group = meeting.group
    return CalendarEntry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        title=_("Rencontre : %(partner)s") % {"partner": group.partnership.name},
        starts_at=timezone.localtime(meeting.starts_at, group.partnership.season_city.city.time_zone),
        minutes=meeting.minutes,
        place=meeting.place,
        details=meeting.agenda,
        is_cancelled=meeting.state == MeetingState.CANCELLED,
        url=group.get_absolute_url(),
    )


def calendar_entries(person: Person, city: str) -> list[CalendarEntry]:
    """The meetings of a person for their calendar. One query."""
    return [calendar_entry(meeting) for meeting in meetings_of(person, city)]


def calendar_cities(person: Person) -> list[tuple[str, str]]:
    """(slug, name) of the cities whose meetings are in this person's calendar because they follow them."""
    return list(followed_cities(person).values_list("slug", "name"))


def meetings_to_confirm(contact: Contact, at: dt.datetime) -> QuerySet[Meeting]:
    """Begun, not cancelled, of this partner, whose word is missing: the latest first."""
    return Meeting.objects.filter(
        group__partnership=contact.partnership_id, state="planned", starts_at__lte=at, partner_confirmed_at=None
    ).order_by("-starts_at")
