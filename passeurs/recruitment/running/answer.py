"""Answers that leave little by little, never twice."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from passeurs.core import clock
from passeurs.core.verdict import Refused
from passeurs.recruitment.choices import BatchState
from passeurs.recruitment.models import AnswerBatch, Application
from passeurs.recruitment.queries.answer import fill, values_of
from passeurs.recruitment.running.decision import write_decision
from passeurs.recruitment.running.letter import Post

AT_ONCE = 50


def push_answers(*, batch: AnswerBatch, post: Post, at: dt.datetime | None = None) -> int:
    """Send the next answers of a sending. Returns how many are left.

    Each answer is a transaction of its own: what was planned becomes what is, and the letter leaves with it. Killed
    between two, it goes on from there. A file that its rule refuses (a guardian withdrew) is counted and kept as it is.
    """
    at = at or clock.now()
    waiting = batch.call.applications.real().exclude(planned_status="").order_by("pk")
    for application in list(waiting[:AT_ONCE]):
        batch.refresh_from_db(fields=["state"])
        if batch.state != BatchState.SENDING:
            return waiting.count()
        _answer(batch, application, post, at)
    left = waiting.count()
    if not left:
        AnswerBatch.objects.filter(pk=batch.pk).update(state=BatchState.DONE, ended_at=at)
    return left


def _answer(batch: AnswerBatch, application: Application, post: Post, at: dt.datetime) -> None:
    by = batch.made_by
    with transaction.atomic():
        claimed = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        planned = claimed.planned_status
        if not planned or by is None:
            return
        reason = fill(batch.texts.get(planned, ""), values_of([claimed])[claimed.pk])
        try:
            with transaction.atomic():
                write_decision(application=claimed, by=by, status=planned, reason=reason, post=post, at=at)
        except Refused:
            AnswerBatch.objects.filter(pk=batch.pk).update(refused_count=batch.refused_count + 1)
            batch.refused_count += 1
        Application.objects.filter(pk=claimed.pk).update(planned_status="")
