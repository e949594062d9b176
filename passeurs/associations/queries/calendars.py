"""Calendars by a secret address: whose it is, and what it holds."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from passeurs.associations.models import Group, Meeting
from passeurs.core import clock, journal
from passeurs.people.models import Person, PrivateLink
from passeurs.people.queries import find_link
from passeurs.programme.queries import followed_cities

CALENDAR_LINK = "calendar"


def calendar_owner(token: str) -> Person | None:
    """The person whose calendar this address opens; None once it is ended, or the account is closed."""
    link = find_link(token, CALENDAR_LINK)
    if link is None or not link.is_open(clock.now()):
        return None
    return Person.objects.filter(pk=link.subject_id, is_active=True).first()


def open_calendar(person: Person) -> bool:
    """Whether an address of this person's calendar answers."""
    rows = PrivateLink.objects.filter(subject_ref=journal.reference(person), purpose=CALENDAR_LINK, ended_at=None)
    return rows.filter(expires_at__gt=clock.now()).exists()


def meetings_of(person: Person, city: str = "") -> QuerySet[Meeting]:
    """The meetings of one's group; for whoever follows cities, those of their groups, or of one. Latest first."""
    own = Group.objects.filter(memberships__mandate__person=person, memberships__left_at__isnull=True)
    followed = Group.objects.running().filter(partnership__season_city__city__in=followed_cities(person))
    rows = Meeting.objects.filter(Q(group__in=own) | Q(group__in=followed))
    if city:
        rows = rows.filter(group__partnership__season_city__city__slug=city)
    return rows.select_related("group__partnership__season_city__city").order_by("-starts_at")
