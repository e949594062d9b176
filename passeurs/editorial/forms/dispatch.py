"""The form that confirms a sending."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class SendForm(Form):
    """The second confirmation: the number of readers that was shown, and a box to tick."""

    expected_count = forms.IntegerField(widget=forms.HiddenInput)
    is_sure = forms.BooleanField(
        label=_("J’ai relu ce numéro et je l’envoie."),
        error_messages={"required": _("Cochez la case pour confirmer l’envoi.")},
    )
