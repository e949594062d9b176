"""Background work of recruitment, and what has its letters leave. Arguments are numbers: no address, no token."""

from __future__ import annotations

from django_tasks import task

from passeurs.recruitment.choices import BatchState
from passeurs.recruitment.models import AnswerBatch, Draw, Intake
from passeurs.recruitment.running import answer as answer_running
from passeurs.recruitment.running import draw as draw_running
from passeurs.recruitment.running import intake as intake_running
from passeurs.recruitment.running import letter as letter_running


def post_letter(name: str, application_id: int, *, to_guardian: bool = False) -> None:
    """Write a letter with the fact it tells; it leaves after the commit (`core.mail`)."""
    letter_running.write_letter(name=name, application_id=application_id, to_guardian=to_guardian)


@task()
def compute_draw(draw_id: int) -> None:
    """Compute the lottery of a draw."""
    draw = Draw.objects.filter(pk=draw_id).first()
    if draw:
        draw_running.compute_draw(draw=draw)


@task()
def push_answers(batch_id: int) -> None:
    """Send the next answers; another task goes on while some are left."""
    batch = AnswerBatch.objects.select_related("call", "made_by").filter(pk=batch_id).first()
    if batch and answer_running.push_answers(batch=batch, post=post_letter) and batch.state == BatchState.SENDING:
        push_answers.enqueue(batch_id)


@task()
def run_intake(intake_id: int) -> None:
    """Try or import a file of applications."""
    intake = Intake.objects.filter(pk=intake_id).first()
    if intake:
        intake_running.run_intake(intake=intake, post=post_letter)
