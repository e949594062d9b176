"""A birth date, and the guardian it may ask for."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField
from passeurs.recruitment.forms.application import check_birth


class SettleBirthDateForm(Form):
    """The date; the guardian of whoever is under 18."""

    born_on = forms.DateField(
        label=_("Date de naissance"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    guardian_name = NameField(
        label=_("Avant 18 ans : prénom et nom d’un parent ou responsable"), max_length=120, required=False
    )
    guardian_email = forms.EmailField(label=_("Son adresse e-mail"), max_length=254, required=False)

    def clean_born_on(self) -> dt.date | None:
        """A possible date."""
        return check_birth(self.cleaned_data["born_on"])
