"""Dates, two lines, excuses, the end of a group."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class ExcuseForm(Form):
    """A month without a meeting."""

    month = forms.DateField(label=_("Mois"), widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Pourquoi ce mois est excusé"), min_length=3, max_length=200)
