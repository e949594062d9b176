"""The minutes of a meeting are said aloud, said again, taken out; a voice goes with whoever it is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction

from passeurs.core import clock, journal
from passeurs.groups.actions.meeting import confirm_as_member
from passeurs.groups.models import Meeting, SpokenMinutes
from passeurs.groups.rules.minutes import can_keep_minutes, can_record_minutes, can_write_minutes
from passeurs.people.models import Person


@transaction.atomic
def record_minutes(
    *,
    meeting: Meeting,
    by: Person,
    words: str = "",
    content: bytes = b"",
    mime: str = "",
    extension: str = "",
    seconds: int | None = None,
    at: dt.datetime | None = None,
) -> SpokenMinutes:
    """Keep a sound that its form has checked, in place of the former one; without a sound, only the words change.

    To tell what came of a meeting is to say that it was held.
    """
    at = at or clock.now()
    can_record_minutes(by, meeting, at).or_refuse()
    meeting = confirm_as_member(meeting=meeting, by=by, at=at)
    voice = SpokenMinutes.objects.filter(meeting=meeting).first() or SpokenMinutes(meeting=meeting)
    can_keep_minutes(voice, content).or_refuse()
    if words != voice.words:
        voice.words, voice.words_by = words, by if words else None
    if content:
        if voice.file:
            _delete_file(voice)
        voice.mime, voice.seconds, voice.said_at, voice.said_by = mime, seconds, at, by
        voice.file.save(f"v.{extension}", ContentFile(content), save=False)
    voice.save()
    journal.record(actor=by, verb="record_minutes", subject=meeting, data={"sound": bool(content)}, at=at)
    return voice


@transaction.atomic
def remove_spoken_minutes(*, voice: SpokenMinutes, by: Person, at: dt.datetime | None = None) -> None:
    """Take a voice out, with its file and its two lines; the meeting stays held."""
    can_write_minutes(by, voice.meeting).or_refuse()
    journal.record(actor=by, verb="remove_spoken_minutes", subject=voice.meeting, at=at)
    delete_spoken_minutes([voice])


def delete_spoken_minutes(voices: Iterable[SpokenMinutes]) -> int:
    """Rows and files, once the write is certain. Returns how many."""
    count = 0
    for voice in voices:
        _delete_file(voice)
        voice.delete()
        count += 1
    return count


def _delete_file(voice: SpokenMinutes) -> None:
    name, storage = str(voice.file.name), voice.file.storage
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def erase_spoken_minutes(person: Person) -> list[str]:
    """On erasure: what one said aloud goes, and the lines one wrote under another's voice."""
    delete_spoken_minutes(SpokenMinutes.objects.filter(said_by=person))
    SpokenMinutes.objects.filter(words_by=person).update(words="", words_by=None)
    return []


@transaction.atomic
def withdraw_spoken_minutes(*, person: Person, at: dt.datetime | None = None) -> int:
    """What a minor said goes when the guardians no longer agree to their voice. Returns how many."""
    count = delete_spoken_minutes(SpokenMinutes.objects.filter(said_by=person))
    if count:
        journal.record(verb="withdraw_spoken_minutes", subject=person, data={"count": count}, at=at)
    return count
