"""Everybody's answer: queued after a second confirmation, stopped and taken up; one question owed an answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.queue import post
from passeurs.people.messages import later
from passeurs.people.models import Person
from passeurs.promises.actions import owe
from passeurs.promises.models import Promise
from passeurs.recruitment import rules, tasks
from passeurs.recruitment.choices import BatchState
from passeurs.recruitment.models import AnswerBatch, Application, Call
from passeurs.recruitment.queries.draw import QUESTION
from passeurs.recruitment.queries.feedback import unsent_feedback
from passeurs.recruitment.running.answer import push_answers


@transaction.atomic
def send_answers(
    *, call: Call, by: Person, texts: dict[str, str], left_out: int = 0, at: dt.datetime | None = None
) -> AnswerBatch:
    """Queue the answer of everybody who has one planned. Raises Refused when nobody does, or a sending is open.

    `left_out`: how many readers' words, not approved, are known to stay behind; another number than theirs is refused.
    """
    at = at or clock.now()
    call = Call.objects.select_for_update().get(pk=call.pk)
    rules.can_send_answers(by, call).or_refuse()
    unsent = unsent_feedback(call).count()
    rules.can_leave_feedback(unsent, left_out).or_refuse()
    total = call.applications.real().exclude(planned_status="").count()
    batch = AnswerBatch.objects.create(call=call, texts=texts, total=total, made_by=by, made_at=at)
    journal.record(actor=by, verb="send_answers", subject=batch, data={"total": total, "left_out": unsent}, at=at)
    post(tasks.push_answers, batch.pk)
    return batch


@transaction.atomic
def pause_answers(*, batch: AnswerBatch, by: Person, is_paused: bool, at: dt.datetime | None = None) -> AnswerBatch:
    """Stop a sending, or take it up where it was."""
    rules.can_run_calls(by).or_refuse()
    batch = AnswerBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.DONE:
        return batch
    batch.state = BatchState.PAUSED if is_paused else BatchState.SENDING
    batch.save(update_fields=["state"])
    journal.record(actor=by, verb="pause_answers", subject=batch, data={"paused": is_paused}, at=at)
    if not is_paused:
        post(tasks.push_answers, batch.pk)
    return batch


def push_open_answers(at: dt.datetime) -> int:
    """The clock takes up what a stopped process left. Returns how many sendings were open."""
    batches = list(AnswerBatch.objects.filter(state=BatchState.SENDING).select_related("call"))
    for batch in batches:
        push_answers(batch=batch, post=tasks.post_letter, at=at)
    return len(batches)


@transaction.atomic
def ask_question(*, application: Application, text: str, at: dt.datetime | None = None) -> Promise:
    """The one question of somebody without a place: owed an answer within a week. Raises Refused the second time."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("season_city__city", "call")
        .get(pk=application.pk)
    )
    rules.can_ask_question(application).or_refuse()
    promise = owe(
        kind=QUESTION,
        about=application,
        about_label=later(lambda: _("Question sur la candidature n° %(number)s") % {"number": application.pk}),
        about_url=application.get_absolute_url(),
        scope=application.season_city.city.scope,
        owed_to_label=application.first_name,
        detail=text,
        at=at,
    )
    journal.record(verb="ask_question", subject=application, at=at)
    return promise
