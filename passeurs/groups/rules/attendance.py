"""Rules of who comes and who was there."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Meeting
from passeurs.groups.rules.group import can_take_part, is_member
from passeurs.groups.rules.meeting import can_confirm_meeting

# A certificate counts meetings: who was there is settled within these days.
ATTENDANCE_DAYS = 60


def can_say_coming(person: object, meeting: Meeting, at: dt.datetime) -> Verdict:
    """A member says it of themselves, until the meeting begins."""
    if not is_member(person, meeting.group):
        return forbidden(_("Chaque membre répond pour soi."))
    if meeting.state == MeetingState.CANCELLED:
        return refusal(_("Cette rencontre est déjà annulée."))
    return refusal(_("Cette rencontre a commencé : dites plutôt qui était là.")) if meeting.starts_at <= at else ALLOWED


def can_note_attendance(person: object, meeting: Meeting, at: dt.datetime) -> Verdict:
    """The members, and the referent who helps them, once it has begun and for some weeks."""
    verdict = can_take_part(person, meeting.group)
    if verdict and meeting.starts_at < at - dt.timedelta(days=ATTENDANCE_DAYS):
        return refusal(_("C’était il y a plus de deux mois : qui était là ne se change plus ici."))
    return verdict and can_confirm_meeting(meeting, at)
