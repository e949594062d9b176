"""A birth date that is asked to be corrected."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.forms import Form


def check_human_past(born_on: dt.date | None) -> dt.date | None:
    """A day on which a reader of this site may be born. Raises ValidationError otherwise."""
    if born_on and not 10 <= (clock.today() - born_on).days / 365.25 <= 110:
        raise ValidationError(gettext("Vérifie l’année."))
    return born_on


class BirthDateForm(Form):
    """The date that is right."""

    born_on = forms.DateField(
        label=_("La bonne date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def clean_born_on(self) -> dt.date | None:
        """A day in a human past."""
        return check_human_past(self.cleaned_data["born_on"])
