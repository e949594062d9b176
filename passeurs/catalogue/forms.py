"""Forms of the catalogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PairDecisionForm(forms.Form):
    """What the team decides about a doubtful pair."""

    decision = forms.ChoiceField(
        choices=[("merge", _("Fusionner")), ("apart", _("Garder séparés")), ("undo", _("Annuler la décision"))],
        error_messages={
            "required": _("Choisissez une décision."),
            "invalid_choice": _("Choisissez fusionner, garder séparés ou annuler."),
        },
    )
