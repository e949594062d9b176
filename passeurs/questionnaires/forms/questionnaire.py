"""The team's editor: a form's title, its screens, its questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import ModelForm
from passeurs.questionnaires.choices import WITH_OPTIONS, Kind
from passeurs.questionnaires.models import Question, Questionnaire, Screen


class QuestionnaireForm(ModelForm):
    """The title of a form."""

    class Meta:
        model = Questionnaire
        fields = ["title"]
        labels = {"title": _("Titre du questionnaire")}


class ScreenPartForm(ModelForm):
    """A screen: its title and a word of introduction."""

    class Meta:
        model = Screen
        fields = ["title", "intro"]
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}


class QuestionForm(ModelForm):
    """A question; its choices are typed one a line."""

    options = forms.CharField(
        label=_("Choix proposés"),
        help_text=_("Un par ligne. Pour une échelle : ce que veut dire le premier degré, puis le dernier."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Question
        fields = [
            "label", "kind", "help", "is_required", "options", "scale_size", "max_length", "max_mb", "max_seconds",
            "is_read", "is_identifying",
        ]  # fmt: skip
        help_texts = {
            "is_identifying": _("Cachée à la lecture anonyme et absente des exports."),
            "max_length": _("Pour un texte. Vide : la longueur habituelle."),
            "max_mb": _("Pour un fichier ou un enregistrement. Vide : la taille habituelle."),
            "max_seconds": _("Pour un enregistrement."),
            "scale_size": _("Pour une échelle. Vide : cinq degrés."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["options"] = "\n".join(self.instance.options)

    def clean_options(self) -> list[str]:
        """The lines that say something, each once."""
        lines = [line.strip()[:200] for line in self.cleaned_data["options"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> dict[str, Any]:
        """A choice has choices, a scale has a few degrees."""
        data = super().clean() or {}
        kind, options = data.get("kind"), data.get("options")
        if kind in (Kind.CHOICE, Kind.CHOICES) and options is not None and len(options) < 2:
            self.add_error("options", _("Proposez au moins deux choix, un par ligne."))
        if kind == Kind.SCALE:
            data["scale_size"] = data.get("scale_size") or 5
            if not 2 <= data["scale_size"] <= 10:
                self.add_error("scale_size", _("Une échelle a de deux à dix degrés."))
        if kind not in WITH_OPTIONS:
            data["options"] = []
        return data
