"""Background work of recruitment: letters leave after the commit. Arguments are numbers: no address, no token."""

from __future__ import annotations

from functools import partial
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.db import transaction
from django_tasks import task

from passeurs.recruitment import messages
from passeurs.recruitment.choices import BatchState
from passeurs.recruitment.models import AnswerBatch, Application, Draw, Intake


def post(work: Any, name: str, pk: int) -> None:
    """Queue a letter once the write it tells of is certain."""
    transaction.on_commit(partial(work.enqueue, name, pk))


def _application(pk: int) -> Application | None:
    rows = Application.objects.select_related("call", "season_city__city", "guardianship")
    return rows.filter(pk=pk, anonymised_at__isnull=True).first()


@task()
def send_letter(name: str, application_id: int) -> None:
    """Write to the candidate; nothing when the file is gone meanwhile."""
    from passeurs.recruitment.actions.mailing import note_returned

    application = _application(application_id)
    if application:
        try:
            messages.LETTERS[name](application)
        except SMTPRecipientsRefused:
            note_returned(email=application.email)


@task()
def send_guardian_letter(name: str, application_id: int) -> None:
    """Write to the guardian of a minor candidate."""
    application = _application(application_id)
    if application and application.guardianship:
        messages.GUARDIAN_LETTERS[name](application, application.guardianship)


@task()
def compute_draw(draw_id: int) -> None:
    """Compute the lottery of a draw."""
    from passeurs.recruitment.actions.drawing import compute_draw as compute

    draw = Draw.objects.select_related("call").filter(pk=draw_id).first()
    if draw:
        compute(draw=draw)


@task()
def push_answers(batch_id: int) -> None:
    """Send the next answers; another task goes on while some are left."""
    from passeurs.recruitment.actions import answering

    batch = AnswerBatch.objects.select_related("call", "made_by").filter(pk=batch_id).first()
    if batch and answering.push_answers(batch=batch) and batch.state == BatchState.SENDING:
        push_answers.enqueue(batch_id)


@task()
def run_intake(intake_id: int) -> None:
    """Try or import a file of applications."""
    from passeurs.recruitment.actions import importing

    intake = Intake.objects.select_related("call", "made_by").filter(pk=intake_id).first()
    if intake:
        importing.run_intake(intake=intake)


def post_intake(intake_id: int) -> None:
    """Queue the reading of a file once it is certain."""
    transaction.on_commit(partial(run_intake.enqueue, intake_id))


def post_draw(draw_id: int) -> None:
    """Queue a computation once the draw is certain."""
    transaction.on_commit(partial(compute_draw.enqueue, draw_id))


def post_answers(batch_id: int) -> None:
    """Queue a sending once it is certain."""
    transaction.on_commit(partial(push_answers.enqueue, batch_id))
