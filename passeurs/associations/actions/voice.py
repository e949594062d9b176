"""The minutes of a meeting are said aloud, said again, taken out; a voice goes with whoever it is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.associations import rules
from passeurs.associations.actions.meetings import confirm_as_member
from passeurs.associations.models import Meeting, MeetingVoice
from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.people.models import Person


@transaction.atomic
def say_minutes(
    *,
    meeting: Meeting,
    by: Person,
    words: str = "",
    content: bytes = b"",
    mime: str = "",
    extension: str = "",
    seconds: int | None = None,
    at: dt.datetime | None = None,
) -> MeetingVoice:
    """Keep a sound that its form has checked, in place of the former one; without a sound, only the words change.

    To tell what came of a meeting is to say that it was held.
    """
    at = at or clock.now()
    rules.can_say_minutes(by, meeting, at).or_refuse()
    meeting = confirm_as_member(meeting=meeting, by=by, at=at)
    voice = MeetingVoice.objects.filter(meeting=meeting).first() or MeetingVoice(meeting=meeting)
    if not content and voice.pk is None:
        raise Refused(refusal(_("Cet enregistrement a été enlevé entre-temps : dis-le à nouveau.")))
    if words != voice.words:
        voice.words, voice.words_by = words, by if words else None
    if content:
        if voice.file:
            _delete_file(voice)
        voice.mime, voice.seconds, voice.said_at, voice.said_by = mime, seconds, at, by
        voice.file.save(f"v.{extension}", ContentFile(content), save=False)
    voice.save()
    journal.record(actor=by, verb="say_minutes", subject=meeting, data={"sound": bool(content)}, at=at)
    return voice


@transaction.atomic
def remove_voice(*, voice: MeetingVoice, by: Person, at: dt.datetime | None = None) -> None:
    """Take a voice out, with its file and its two lines; the meeting stays held."""
    rules.can_word_meeting(by, voice.meeting).or_refuse()
    journal.record(actor=by, verb="remove_voice", subject=voice.meeting, at=at)
    delete_voices([voice])


def delete_voices(voices: Iterable[MeetingVoice]) -> int:
    """Rows and files, once the write is certain. Returns how many."""
    count = 0
    for voice in voices:
        _delete_file(voice)
        voice.delete()
        count += 1
    return count


def _delete_file(voice: MeetingVoice) -> None:
    name, storage = str(voice.file.name), voice.file.storage
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def erase_voices(person: Person) -> list[str]:
    """On erasure: what one said aloud goes, and the lines one wrote under another's voice."""
    delete_voices(MeetingVoice.objects.filter(said_by=person))
    MeetingVoice.objects.filter(words_by=person).update(words="", words_by=None)
    return []


@transaction.atomic
def withdraw_voices(*, person: Person, at: dt.datetime | None = None) -> int:
    """What a minor said goes when the guardians no longer agree to their voice. Returns how many."""
    count = delete_voices(MeetingVoice.objects.filter(said_by=person))
    if count:
        journal.record(verb="withdraw_voices", subject=person, data={"count": count}, at=at)
    return count
