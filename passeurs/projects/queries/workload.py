"""What projects take of a week: steps that are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.urls import reverse

from passeurs.core.registry import Load
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import ProjectStep


def step_loads(people: Collection[int], first: dt.date, last: dt.date) -> list[Load]:
    """The steps due between two days, of the projects of the groups these people are in now. One query."""
    steps = ProjectStep.objects.filter(
        done_at__isnull=True,
        due_on__range=(first, last),
        project__state__in=[ProjectState.ACCEPTED, ProjectState.RUNNING],
        project__group__memberships__mandate__person__in=people,
        project__group__memberships__left_at__isnull=True,
    ).values_list("project__group__memberships__mandate__person", "due_on", "label", "project")
    return [
        Load(person, due_on, label, reverse("projects:project-workshop", args=[project]))
        for person, due_on, label, project in steps
    ]
