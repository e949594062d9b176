"""Rules of imports: until when applications may come from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import CallState, DrawState, IntakeState
from passeurs.recruitment.models import Call, Intake
from passeurs.recruitment.rules.call import can_run_calls


def can_import(person: object, call: Call) -> Verdict:
    """The national team, in a call with a form, until a draw is committed."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if call.questionnaire_id is None or not call.season_cities.exists():
        return refusal(_("Choisissez d’abord le questionnaire et les villes de l’appel."))
    return still_takes_rows(call)


def still_takes_rows(call: Call) -> Verdict:
    """Until a draw is committed or the call decided, also while a file is being read."""
    if call.state == CallState.DECIDED or call.draws.filter(state__in=[DrawState.COMMITTED, DrawState.DRAWN]).exists():
        return refusal(_("Un tirage est engagé ou l’appel est décidé : plus aucune candidature n’y entre."))
    return ALLOWED


def can_run_intake(person: object, intake: Intake) -> Verdict:
    """A file that waits, and that is still there."""
    verdict = can_import(person, intake.call)
    if not verdict:
        return verdict
    if intake.state in (IntakeState.TRYING, IntakeState.IMPORTING):
        return refusal(_("Ce fichier est déjà en cours de lecture."))
    if not intake.content:
        return refusal(_("Ce fichier est déjà importé, ou effacé après une semaine : déposez-le de nouveau."))
    return ALLOWED


def can_read_file(fault: str) -> Verdict:
    """A file whose shape is known: otherwise, what is wrong with it."""
    return refusal(fault) if fault else ALLOWED
