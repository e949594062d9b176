"""Which answer to correct."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.questionnaires.models import Question


class CorrectionForm(Form):
    """Which answer to correct, and what."""

    question = forms.ModelChoiceField(label=_("Réponse à corriger"), queryset=Question.objects.none())
    message = forms.CharField(
        label=_("Ce qu’il faut corriger"),
        help_text=_("La personne reçoit ce message et ne peut changer que cette réponse."),
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, questionnaire_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Question.objects.filter(screen__questionnaire=questionnaire_id)
        fields: Any = self.fields
        fields["question"].queryset = rows.order_by("screen__position", "position")
