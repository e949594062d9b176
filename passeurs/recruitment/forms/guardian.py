"""What a guardian types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.people.forms.guardianship import GuardianshipForm


class GuardianForm(GuardianshipForm):
    """The same about a file: the charter of its call is accepted too."""

    charter = forms.BooleanField(label=_("J’ai lu la charte et je l’accepte."), required=False)

    def clean(self) -> dict[str, Any]:
        """The participation goes with the charter."""
        data = super().clean()
        if data.get("participation") and not data.get("charter"):
            self.add_error("charter", _("Pour accepter la participation, il faut accepter la charte."))
        return data
