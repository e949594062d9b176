"""Who says they are coming, and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.templatetags.words import moment
from passeurs.groups.actions.meeting import locked_meeting
from passeurs.groups.messages.group import tell_people
from passeurs.groups.models import Attendance, Meeting, Membership
from passeurs.groups.queries.attendance import members_then
from passeurs.groups.rules.attendance import can_note_attendance, can_say_coming
from passeurs.notifications.models import WHO
from passeurs.people.messages import later
from passeurs.people.models import Person


def _when(meeting: Meeting) -> str:
    with timezone.override(meeting.group.partnership.season_city.city.time_zone):
        return moment(meeting.starts_at)


@transaction.atomic
def say_coming(*, meeting: Meeting, by: Person, is_coming: bool, at: dt.datetime | None = None) -> Attendance:
    """A member comes, or cannot: the others are told once of each who cannot. Twice is once."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    can_say_coming(by, meeting, at).or_refuse()
    mine = Membership.objects.present().get(group=meeting.group_id, mandate__person=by)
    known = Attendance.objects.filter(meeting=meeting, membership=mine).first()
    if known and known.is_there == is_coming:
        return known
    said = _keep(meeting, mine, is_coming, by, at)
    journal.record(actor=by, verb="say_coming", subject=meeting, data={"coming": is_coming}, at=at)
    if not is_coming:
        title = later(lambda: _("%(name)s ne pourra pas venir le %(when)s") % {"name": WHO, "when": _when(meeting)})
        rows = meeting.group.memberships.present().exclude(pk=mine.pk).select_related("mandate__person")
        others = [one.mandate.person for one in rows]
        tell_people(
            others, title, "", meeting.group.get_absolute_url(), at, key=f"cannot:{meeting.pk}:{mine.pk}", by=by
        )
    return said


@transaction.atomic
def note_attendance(
    *, meeting: Meeting, by: Person, there: Iterable[int], at: dt.datetime | None = None
) -> list[Attendance]:
    """Who was there, of those who were members then: `there` are memberships. Said again, the last word stays."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    can_note_attendance(by, meeting, at).or_refuse()
    known, present = members_then(meeting), set(there)
    said = [_keep(meeting, one, one.pk in present, by, at) for one in known]
    data = {"there": sum(one.is_there for one in said), "of": len(said)}
    journal.record(actor=by, verb="note_attendance", subject=meeting, data=data, at=at)
    return said


def _keep(meeting: Meeting, membership: Membership, is_there: bool, by: Person, at: dt.datetime) -> Attendance:
    said, _made = Attendance.objects.update_or_create(
        meeting=meeting, membership=membership, defaults={"is_there": is_there, "said_at": at, "said_by": by}
    )
    return said
