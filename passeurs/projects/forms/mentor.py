"""The dossier of a group, a message of mentoring."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class MentorMessageForm(Form):
    """One message."""

    text = forms.CharField(label=_("Ton message"), max_length=1000, widget=forms.Textarea({"rows": 3}))
