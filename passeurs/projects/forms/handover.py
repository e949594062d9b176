"""The dossier of a group, a message of mentoring."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class HandoverForm(Form):
    """What the next group will open on."""

    did = forms.CharField(label=_("Ce qu’on a fait"), max_length=3000, widget=forms.Textarea({"rows": 6}))
    contacts = forms.CharField(
        label=_("À qui parler"),
        help_text=_("Qui accueille, qui aide, à quel moment. Ni téléphone ni adresse : le lieu les donne."),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    promises = forms.CharField(
        label=_("Ce qui reste promis"),
        help_text=_("Au lieu, au public, à quelqu’un : ce que le prochain groupe doit savoir."),
        max_length=1500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    advice = forms.CharField(
        label=_("Nos conseils"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
