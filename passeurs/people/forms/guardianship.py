"""What a guardian answers, and whom the team asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField
from passeurs.people.choices import GuardianPurpose


class GuardianshipForm(Form):
    """What a guardian agrees to, each on its own."""

    signed_name = NameField(
        label=_("Vos prénom et nom"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    authority = forms.BooleanField(
        label=_("J’exerce l’autorité parentale, ou je suis son représentant ou sa représentante légale.")
    )
    participation = forms.BooleanField(label=_("J’accepte sa participation au programme."), required=False)
    image = forms.BooleanField(
        label=_("J’accepte que son image soit prise et diffusée par le programme."), required=False
    )
    voice = forms.BooleanField(
        label=_("J’accepte que sa voix soit enregistrée et diffusée par le programme."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Image and voice go with the participation."""
        data = super().clean() or {}
        if (data.get("image") or data.get("voice")) and not data.get("participation"):
            self.add_error("participation", _("L’image et la voix ne se donnent qu’avec la participation."))
        return data

    def purposes(self) -> list[str]:
        """What is agreed to."""
        return [purpose for purpose in GuardianPurpose.values if self.cleaned_data[purpose]]


class AskGuardianForm(Form):
    """Whom to ask."""

    name = NameField(label=_("Prénom et nom du parent ou responsable"), max_length=120)
    email = forms.EmailField(label=_("Son adresse e-mail"), max_length=254)
