"""Rules of corrections: which answer is open again, and once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.questionnaires.models import Question
from passeurs.recruitment.choices import OPEN_STATUSES, Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.rules.application import can_see_application


def can_ask_correction(person: object, application: Application, question: Question) -> Verdict:
    """About an answer of this file, while it is not settled, once at a time."""
    verdict = can_see_application(person, application)
    if not verdict:
        return verdict
    if application.status not in OPEN_STATUSES:
        return refusal(_("Une candidature %(state)s ne se corrige plus.") % {"state": application.get_status_display()})
    if question.screen.questionnaire_id != application.response.questionnaire_id:
        return refusal(_("Cette question n’est pas de ce questionnaire."))
    if application.corrections.filter(question=question, answered_at__isnull=True).exists():
        return refusal(_("Une correction de cette réponse est déjà demandée."))
    return ALLOWED


def can_answer_correction(application: Application) -> Verdict:
    """Until the file is taken back."""
    if application.status == Status.WITHDRAWN:
        return refusal(_("Cette candidature est retirée : il n’y a plus rien à corriger."))
    return ALLOWED
