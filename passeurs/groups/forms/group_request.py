"""Asking for another group, and the answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.choices import RequestKind


class OtherGroupForm(Form):
    """What is wrong, and why."""

    kind = forms.ChoiceField(label=_("Ce qui ne va pas"), choices=RequestKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Raconte en deux lignes"),
        help_text=_("Lu par ta référente ou ton référent et l’équipe, jamais par le groupe ni par le lieu."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
