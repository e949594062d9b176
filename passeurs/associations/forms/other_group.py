"""Asking for another group, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import RequestKind
from passeurs.associations.models import Group

KEEP = "rester"


class OtherGroupForm(forms.Form):
    """What is wrong, and why."""

    kind = forms.ChoiceField(label=_("Ce qui ne va pas"), choices=RequestKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Raconte en deux lignes"),
        help_text=_("Lu par ta référente ou ton référent et l’équipe, jamais par le groupe ni par le lieu."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class RequestAnswerForm(forms.Form):
    """To which group, or to none; with a word. The groups offered are those the rule allows."""

    answer = forms.ChoiceField(label=_("Votre réponse"), widget=forms.RadioSelect)
    reply = forms.CharField(
        label=_("Un mot pour cette personne"),
        help_text=_("Elle seule le lit. Les deux groupes apprennent seulement le changement."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, choices: list[tuple[Group, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group, _label in choices}
        fields: Any = self.fields
        places = [(str(group.pk), label) for group, label in choices]
        fields["answer"].choices = [*places, (KEEP, _("Rester dans ce groupe"))]

    def clean(self) -> dict[str, Any]:
        """The group itself, as `to`; None to stay."""
        data = super().clean() or {}
        data["to"] = self.groups.get(data.get("answer", ""))
        return data
