"""What associated groups take of a week: meetings that are planned, steps of projects that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations.choices import MeetingState, ProjectState
from passeurs.associations.models import Meeting, ProjectStep
from passeurs.core.registry import Load


def group_loads(people: Collection[int], first: dt.date, last: dt.date) -> list[Load]:
    """Meetings and due steps of the groups these people are in now, between two days. Two queries."""
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
    steps = ProjectStep.objects.filter(
        done_at__isnull=True,
        due_on__range=(first, last),
        project__state__in=[ProjectState.ACCEPTED, ProjectState.RUNNING],
        project__group__memberships__mandate__person__in=people,
        project__group__memberships__left_at__isnull=True,
    ).values_list("project__group__memberships__mandate__person", "due_on", "label", "project")
    return [
        Load(
            person,
            timezone.localtime(starts_at).date(),
            _("Rencontre : %(partner)s") % {"partner": partner},
            reverse("associations:group", args=[group]),
        )
        for person, starts_at, group, partner in meetings
    ] + [
        Load(person, due_on, label, reverse("associations:project-workshop", args=[project]))
        for person, due_on, label, project in steps
    ]
