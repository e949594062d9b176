"""Rules of groups and their meetings."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Meeting, SpokenMinutes
from passeurs.groups.rules.group import can_see_group, is_member
from passeurs.groups.rules.meeting import can_confirm_meeting
from passeurs.people.models import Person
from passeurs.people.rules import can_record_voice


def can_write_minutes(person: object, meeting: Meeting) -> Verdict:
    """The two lines are written by a member."""
    if is_member(person, meeting.group):
        return ALLOWED
    return forbidden(_("Ce sont les membres du groupe qui disent que la rencontre a eu lieu."))


def can_record_minutes(person: Person, meeting: Meeting, at: dt.datetime) -> Verdict:
    """Whoever may write the two lines, when one may; a minor, with the guardians' agreement for the voice."""
    return (
        can_write_minutes(person, meeting)
        and can_confirm_meeting(meeting, at)
        and can_record_voice(person, timezone.localtime(at).date())
    )


def can_hear_minutes(person: object, voice: SpokenMinutes) -> Verdict:
    """Those who see the group, and who said it: it stays theirs once they have left."""
    if isinstance(person, Person) and voice.said_by_id == person.pk:
        return ALLOWED
    return can_see_group(person, voice.meeting.group)


def can_keep_minutes(voice: SpokenMinutes, content: bytes) -> Verdict:
    """Words alone change only minutes that are still there."""
    if not content and voice.pk is None:
        return refusal(_("Cet enregistrement a été enlevé entre-temps : dis-le à nouveau."))
    return ALLOWED
