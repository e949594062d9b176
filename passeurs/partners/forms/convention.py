"""Forms of the partner's space."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField


class AcceptForm(Form):
    """Who accepts, in what quality."""

    name = NameField(label=_("Votre nom"), max_length=120)
    role = forms.CharField(label=_("Votre fonction"), max_length=120)
    agreed = forms.BooleanField(label=_("J’ai lu la convention et je l’accepte au nom de la structure."))


class ConventionForm(Form):
    """The text of the convention."""

    body = forms.CharField(
        label=_("Texte de la convention"),
        help_text=_("Publier une nouvelle version demande à chaque partenaire de l’accepter de nouveau."),
        min_length=50,
        max_length=20_000,
        widget=forms.Textarea({"rows": 18}),
    )
