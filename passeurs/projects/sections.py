"""What projects add to the page of a group: the former group's dossier, its projects, the end of its year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from passeurs.groups.rules.group import was_member
from passeurs.projects.queries.handover import inherited
from passeurs.projects.queries.project import group_projects
from passeurs.projects.rules.handover import can_write_handover
from passeurs.projects.rules.project import can_start_project

Page = Mapping[str, Any]


def inherited_handover(page: Page) -> Page | None:
    """What the former groups of the same partner left."""
    rows = inherited(page["group"])
    return {"inherited": rows} if rows else None


def projects_of_group(page: Page) -> Page:
    """The projects, and how to begin one."""
    group = page["group"]
    return {"projects": group_projects(group), "can_start_project": can_start_project(page["person"], group)}


def year_end(page: Page) -> Page | None:
    """The dossier to write, the certificate to take, the mentors."""
    group, person = page["group"], page["person"]
    may_hand_over = can_write_handover(person, group, timezone.localtime(page["at"]).date())
    belonged = was_member(person, group)
    return {"may_hand_over": may_hand_over, "was_member": belonged} if may_hand_over or belonged else None
