"""Corrections: one answer opened again, and corrected."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.questionnaires.actions import save_answers
from passeurs.questionnaires.models import Question
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.models import Application, Correction


@transaction.atomic
def ask_correction(
    *, application: Application, question: Question, message: str, by: Person, at: dt.datetime | None = None
) -> Correction:
    """Open one answer again, with a word. Raises Refused, also to the second of two who ask at once."""
    at = at or clock.now()
    application = Application.objects.locked().get(pk=application.pk)
    rules.can_ask_correction(by, application, question).or_refuse()
    try:
        with transaction.atomic():
            correction = Correction.objects.create(
                application=application, question=question, message=message, asked_by=by, asked_at=at
            )
    except IntegrityError:
        # Of two who ask at once, one gets this: the rule sees what the other wrote.
        rules.can_ask_correction(by, application, question).or_refuse()
        raise
    journal.record(actor=by, verb="ask_correction", subject=application, data={"question": question.pk}, at=at)
    tasks.post_letter("correction_asked", application.pk)
    return correction


@transaction.atomic
def answer_correction(
    *, correction: Correction, values: dict[Question, Any], at: dt.datetime | None = None
) -> Correction:
    """The candidate corrects that answer, and only it. Answered twice, it is answered once."""
    at = at or clock.now()
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if correction.answered_at:
        return correction
    application = Application.objects.locked().get(pk=correction.application_id)
    rules.can_answer_correction(application).or_refuse()
    only = {question: value for question, value in values.items() if question.pk == correction.question_id}
    save_answers(response=application.response, values=only, at=at)
    correction.answered_at = at
    correction.save(update_fields=["answered_at"])
    journal.record(verb="answer_correction", subject=application, data={"question": correction.question_id}, at=at)
    return correction
