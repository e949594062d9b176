"""Rules of what becomes of a file: who sees it, corrects, decides, confirms."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.templatetags.words import of_city
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.programme.rules import can_follow_city
from passeurs.questionnaires.models import Question
from passeurs.recruitment.choices import DECISIONS, OPEN_STATUSES, Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.rules.calls import can_run_calls


def can_see_application(person: object, application: Application) -> Verdict:
    """The team, or the referent of the city. A draft is nobody's business; a trial is the team's."""
    if application.status == Status.DRAFT:
        return forbidden(_("Un brouillon n’est lu par personne."))
    if application.is_test:
        return can_run_calls(person)
    return can_follow_city(person, application.season_city.city)


def can_decide_application(person: object, application: Application, status: str) -> Verdict:
    """The team or the city's referent; not once the place is confirmed; retained only with what it needs."""
    verdict = can_see_application(person, application)
    if not verdict:
        return verdict
    if status not in DECISIONS:
        return refusal(_("Ce statut ne se donne pas ici."))
    if application.status == Status.WITHDRAWN or application.anonymised_at:
        return refusal(_("Cette candidature a été retirée."))
    if application.confirmed_at:
        return refusal(_("La place est confirmée : le mandat se gère dans la ville."))
    return can_retain(application) if status == Status.VALIDATED else ALLOWED


def can_retain(application: Application) -> Verdict:
    """With a guardian's agreement for a minor, nothing left to correct, and a place left in the city."""
    if application.waits_for_guardian:
        return refusal(_("L’accord d’un parent manque : la candidature attend."))
    if application.corrections.filter(answered_at__isnull=True).exists():
        return refusal(_("Une correction est demandée : attendez la réponse."))
    row = application.season_city
    taken = Application.objects.filter(
        call=application.call_id, season_city=row, status=Status.VALIDATED, is_test=application.is_test
    ).exclude(pk=application.pk)
    if taken.count() >= row.place_count:
        return refusal(_("Toutes les places %(of_city)s sont données.") % {"of_city": of_city(row.city.name)})
    return ALLOWED


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


def can_confirm_place(application: Application, at: dt.datetime) -> Verdict:
    """Whoever is retained, until the date."""
    if application.status != Status.VALIDATED or application.confirm_by is None:
        return refusal(_("Aucune place ne t’est proposée pour le moment."))
    if application.confirmed_at:
        return refusal(_("Ta place est déjà confirmée."))
    if application.is_test:
        return refusal(_("Ceci est un essai : aucune place n’est donnée."))
    if application.waits_for_guardian:
        return refusal(_("L’accord de ton parent ou responsable manque : ta place t’attend jusqu’à la date."))
    if at > application.confirm_by:
        return refusal(_("La date est passée. Écris à l’équipe : la place est peut-être encore libre."))
    return ALLOWED
