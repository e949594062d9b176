"""Rules of answers: when they leave, and who may ask about theirs."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.draw import candidate_question
from passeurs.recruitment.rules.call import can_run_calls


def can_ask_question(application: Application) -> Verdict:
    """Whoever was answered without a place, once."""
    if application.status not in (Status.REJECTED, Status.BACKUP) or application.planned_status:
        return refusal(_("Cette question se pose après la réponse."))
    if candidate_question(application):
        return refusal(_("Tu as déjà posé ta question : la réponse arrive ici et par e-mail."))
    return ALLOWED


def can_leave_feedback(count: int, told: int) -> Verdict:
    """What readers wrote leaves with the answer or never: how many are left out is said, as it is now."""
    if count in (0, told):
        return ALLOWED
    return refusal(
        ngettext(
            "%(n)d retour n’est pas approuvé et ne partirait jamais : approuvez-le, ou retapez ce nombre.",
            "%(n)d retours ne sont pas approuvés et ne partiraient jamais : approuvez-les, ou retapez ce nombre.",
            count,
        )
        % {"n": count}
    )


def can_send_answers(person: object, call: Call) -> Verdict:
    """The national team, when somebody's answer is planned and no sending is open."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if not call.applications.real().exclude(planned_status="").exists():
        return refusal(_("Aucune réponse n’est prête : faites le tirage, ou décidez à la main."))
    if call.answer_batches.exclude(state="done").exists():
        return refusal(_("Un envoi est déjà en cours."))
    return ALLOWED
