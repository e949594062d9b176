"""Leaving: what an erased account wrote to mentors goes; projects stay, without a name."""

from __future__ import annotations

from django.db import transaction

from passeurs.people.models import Person
from passeurs.projects.actions.mentor import erase_mentoring
from passeurs.projects.models import Project


@transaction.atomic
def erase_projects(person: Person) -> list[str]:
    """On erasure of an account."""
    erase_mentoring(person)
    for field in ("made_by", "decided_by", "hidden_by"):
        Project.objects.filter(**{field: person}).update(**{field: None})
    return []
