"""Forms of questionnaires: the form that a screen becomes, and the team's editor."""

from passeurs.questionnaires.forms.questionnaire import QuestionForm, QuestionnaireForm, ScreenPartForm
from passeurs.questionnaires.forms.screen import ScreenForm

__all__ = ["QuestionForm", "QuestionnaireForm", "ScreenForm", "ScreenPartForm"]
