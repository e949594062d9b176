"""Rules of questionnaires: who writes them, until when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.queries import is_team
from passeurs.questionnaires.models import Question, Questionnaire


def can_write_questionnaires(person: object) -> Verdict:
    """The national team writes forms."""
    return ALLOWED if is_team(person) else forbidden(_("Les questionnaires sont écrits par l’équipe nationale."))


def can_change_questionnaire(person: object, questionnaire: Questionnaire) -> Verdict:
    """The team, until somebody answered."""
    verdict = can_write_questionnaires(person)
    if verdict and questionnaire.frozen_at:
        return refusal(
            _("Ce questionnaire est figé : des réponses en dépendent. Dupliquez-le pour en faire une nouvelle version.")
        )
    return verdict


def can_freeze_questionnaire(questionnaire: Questionnaire) -> Verdict:
    """Not before it asks something on every screen."""
    if not questionnaire.screens.exists():
        return refusal(_("Ce questionnaire n’a encore aucun écran : ajoutez-en un, avec une question."))
    empty = questionnaire.screens.filter(questions__isnull=True).first()
    if empty:
        return refusal(_("L’écran « %(title)s » n’a aucune question.") % {"title": empty.title})
    without = Question.objects.filter(screen__questionnaire=questionnaire, kind__in=("choice", "choices"), options=[])
    if question := without.first():
        return refusal(_("La question « %(label)s » n’a aucun choix.") % {"label": question.label})
    return ALLOWED
