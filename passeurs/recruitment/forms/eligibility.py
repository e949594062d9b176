"""Whether a file may be read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class EligibilityForm(Form):
    """May it be read? If not, why."""

    is_eligible = forms.TypedChoiceField(
        choices=[("1", _("Recevable")), ("0", _("Non recevable"))], coerce=lambda told: told == "1"
    )
    why = forms.CharField(max_length=300, required=False)
