"""Reads of care: the signs of every group, one group's story for its referent, who has not been seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Todo
from passeurs.core.templatetags.words import day
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting, MeetingRating
from passeurs.partners.models import Contact
from passeurs.people.models import Person
from passeurs.programme.choices import MandateState

# How long after a meeting its rating may be said, and counts.
RATING_DAYS = 45


def ratings_of(group: Group) -> list[MeetingRating]:
    """What each side said, the last meeting first. For whom `rules.can_read_ratings` allows, and nobody else."""
    rows = MeetingRating.objects.filter(meeting__group=group).select_related("person__profile", "contact", "meeting")
    return list(rows.order_by("-meeting__starts_at", "made_at"))


def meetings_to_rate(person: Person, at: dt.datetime) -> QuerySet[Meeting]:
    """The meetings of one's group of the last weeks of which one has not said how they were, the last first."""
    return (
        Meeting.objects.filter(
            group__memberships__mandate__person=person,
            group__memberships__mandate__state=MandateState.ACTIVE,
            group__memberships__left_at__isnull=True,
            state=MeetingState.PLANNED,
            starts_at__lte=at,
            starts_at__gte=at - dt.timedelta(days=RATING_DAYS),
        )
        .exclude(pk__in=MeetingRating.objects.filter(person=person).values("meeting"))
        .select_related("group__partnership")
        .order_by("-starts_at")
    )


def meetings_to_rate_by(contact: Contact, at: dt.datetime) -> list[Meeting]:
    """The last meetings of a partner of which this contact has not said how they were."""
    rows = Meeting.objects.filter(
        group__partnership=contact.partnership_id,
        state=MeetingState.PLANNED,
        starts_at__lte=at,
        starts_at__gte=at - dt.timedelta(days=RATING_DAYS),
    )
    said = MeetingRating.objects.filter(contact=contact).values("meeting")
    return list(rows.exclude(pk__in=said).order_by("-starts_at")[:3])


def rating_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """The last meeting of which one has not said how it was. One query."""
    return [
        Todo(
            _("La rencontre du %(day)s, c’était comment ?") % {"day": day(timezone.localtime(meeting.starts_at))},
            reverse("groups:rate-meeting", args=[meeting.pk]),
            _("Un clic. Seule la personne référente de ta ville le lit."),
            _("Répondre"),
        )
        for meeting in meetings_to_rate(person, at)[:1]
    ]


def export_ratings(person: Person) -> list[dict[str, Any]]:
    """What a person said of their meetings, for their own export."""
    rows = MeetingRating.objects.filter(person=person).select_related("meeting").order_by("made_at")
    return [
        {"rencontre": row.meeting.starts_at.isoformat(), "ressenti": str(row.get_rating_display()), "mot": row.words}
        for row in rows
    ]
