"""The answer to a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class ConfirmForm(Form):
    """Yes or no to the place; yes goes with the charter."""

    answer = forms.ChoiceField(
        label=_("Ta réponse"),
        choices=[("yes", _("Oui, je prends la place")), ("no", _("Non, je la laisse à quelqu’un d’autre"))],
        widget=forms.RadioSelect,
    )
    charter = forms.BooleanField(label=_("J’ai lu la charte et je l’accepte."), required=False)

    def clean(self) -> dict[str, Any]:
        """No place without the charter."""
        data = super().clean() or {}
        if data.get("answer") == "yes" and not data.get("charter"):
            self.add_error("charter", _("Pour prendre la place, il faut accepter la charte."))
        return data
