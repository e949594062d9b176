"""Reads of who comes and who was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from passeurs.groups.models import Attendance, Meeting, Membership
from passeurs.people.models import Person


@dataclass
class Roll:
    """Who is said to be there and who is not, by first name; `mine` is what is said of the reader, None for nothing."""

    there: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    absent_memberships: list[int] = field(default_factory=list)
    mine: bool | None = None

    @property
    def is_said(self) -> bool:
        """Whether somebody said anything."""
        return bool(self.there or self.absent)


def members_then(meeting: Meeting) -> list[Membership]:
    """Who was in the group when the meeting began. One query."""
    here = Q(left_at=None) | Q(left_at__gt=meeting.starts_at)
    rows = Membership.objects.filter(here, group=meeting.group_id, joined_at__lte=meeting.starts_at)
    return list(rows.select_related("mandate__person__profile").order_by("joined_at", "pk"))


def rolls_of(meetings: Iterable[Meeting], person: Person | None = None) -> dict[int, Roll]:
    """What was said of the attendance of these meetings, by meeting; an empty roll where nobody said. One query."""
    found = {one.pk: Roll() for one in meetings}
    rows = Attendance.objects.filter(meeting__in=list(found))
    for row in rows.select_related("membership__mandate__person__profile").order_by("membership"):
        roll, member = found[row.meeting_id], row.membership.mandate.person
        (roll.there if row.is_there else roll.absent).append(member.public_name)
        if not row.is_there:
            roll.absent_memberships.append(row.membership_id)
        if person is not None and member.pk == person.pk:
            roll.mine = row.is_there
    return found
