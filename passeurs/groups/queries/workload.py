"""What associated groups take of a week: meetings that are planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Load
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Meeting


def group_loads(people: Collection[int], first: dt.date, last: dt.date) -> list[Load]:
    """The meetings of the groups these people are in now, between two days. One query."""
    start, end = (
        timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (first, last + dt.timedelta(days=1))
    )
    meetings = Meeting.objects.filter(
        state=MeetingState.PLANNED,
        starts_at__gte=start,
        starts_at__lt=end,
        group__memberships__mandate__person__in=people,
        group__memberships__left_at__isnull=True,
    ).values_list("group__memberships__mandate__person", "starts_at", "group", "group__partnership__name")
    return [
        Load(
            person,
            timezone.localtime(starts_at).date(),
            _("Rencontre : %(partner)s") % {"partner": partner},
            reverse("groups:group", args=[group]),
        )
        for person, starts_at, group, partner in meetings
    ]
