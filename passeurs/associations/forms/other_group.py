"""Asking for another group, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import RequestKind
from passeurs.associations.forms.caring import ChangeGroupForm
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


class RequestAnswerForm(ChangeGroupForm):
    """To which group, or to none; with a word to whoever asked."""

    def __init__(self, *args: Any, choices: list[tuple[Group, str]], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        fields: Any = self.fields
        fields["group"].label = _("Votre réponse")
        fields["group"].choices = [*fields["group"].choices, (KEEP, _("Rester dans ce groupe"))]
        fields["reason"].label = _("Un mot pour cette personne")
        fields["reason"].help_text = _("Elle seule le lit. Les deux groupes apprennent seulement le changement.")
