"""What a partner says of somebody; a word for a place."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class RefusalForm(Form):
    """Why this person cannot be welcomed."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("L’équipe la lit, et la personne aussi si elle demande ses données. Jamais de détail de santé."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
