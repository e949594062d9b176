"""Dates, two lines, excuses, the end of a group."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class DissolveForm(Form):
    """Why a group ends."""

    reason = forms.CharField(
        label=_("Pourquoi ce groupe s’arrête"),
        help_text=_("Ses membres le lisent."),
        min_length=5,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
