"""Rules of minutes said aloud."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from passeurs.associations.models import Meeting, MeetingVoice
from passeurs.associations.rules.groups import can_confirm_meeting, can_see_group, can_word_meeting
from passeurs.core.verdict import ALLOWED, Verdict
from passeurs.people.models import Person
from passeurs.people.rules import can_record_voice


def can_say_minutes(person: Person, meeting: Meeting, at: dt.datetime) -> Verdict:
    """Whoever may write the two lines, when one may; a minor, with the guardians' agreement for the voice."""
    return (
        can_word_meeting(person, meeting)
        and can_confirm_meeting(meeting, at)
        and can_record_voice(person, timezone.localtime(at).date())
    )


def can_hear_voice(person: object, voice: MeetingVoice) -> Verdict:
    """Those who see the group, and who said it: it stays theirs once they have left."""
    if isinstance(person, Person) and voice.said_by_id == person.pk:
        return ALLOWED
    return can_see_group(person, voice.meeting.group)
