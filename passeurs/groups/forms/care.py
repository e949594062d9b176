"""How it was, in one tap; what the referent did; an answer to « Comment vas-tu ? »; why somebody moves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.choices import CareAct


class CareForm(Form):
    """What the referent did."""

    act = forms.ChoiceField(label=_("Ce que vous avez fait"), choices=CareAct.choices)
    text = forms.CharField(
        label=_("En deux lignes"),
        help_text=_("Lu par la personne référente et l’équipe seulement. Pas de détail de santé."),
        min_length=3,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
