"""The internal thread and labels of a file. Nothing here writes to a candidate: no letter is ever queued."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.recruitment import rules
from passeurs.recruitment.models import Application, Label, Note, Reading


@transaction.atomic
def add_note(*, application: Application, by: Person, text: str, at: dt.datetime | None = None) -> Note:
    """A word of the team on a file it may see. The same word twice in a row is one."""
    rules.can_see_application(by, application).or_refuse()
    return _note(application, by, text, at or clock.now())


@transaction.atomic
def discuss_reading(*, reading: Reading, by: Person, text: str, at: dt.datetime | None = None) -> Note:
    """A word of a reader, in the discussion, once their own reading is given."""
    reading = Reading.objects.select_related("application__call").get(pk=reading.pk)
    rules.can_discuss(by, reading).or_refuse()
    return _note(reading.application, by, text, at or clock.now())


def _note(application: Application, by: Person, text: str, at: dt.datetime) -> Note:
    last = application.notes.last()
    if last and last.author_id == by.pk and last.text == text:
        return last
    note = Note.objects.create(application=application, author=by, text=text, made_at=at)
    journal.record(actor=by, verb="add_note", subject=application, at=at)
    return note


@transaction.atomic
def set_labels(*, application: Application, by: Person, names: list[str], at: dt.datetime | None = None) -> list[Label]:
    """The labels of a file, new ones made; those that no file of the call bears any more are dropped."""
    rules.can_see_application(by, application).or_refuse()
    wanted = list(dict.fromkeys(name.strip()[:40] for name in names if name.strip()))
    labels = [Label.objects.get_or_create(call_id=application.call_id, name=name)[0] for name in wanted]
    application.labels.set(labels)
    Label.objects.filter(call_id=application.call_id, applications=None).delete()
    journal.record(actor=by, verb="set_labels", subject=application, data={"labels": wanted}, at=at)
    return labels
