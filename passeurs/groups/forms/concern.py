"""An alarm, and its answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.groups.choices import ConcernKind


class ConcernForm(Form):
    """What worries, what happens, who may not read it."""

    kind = forms.ChoiceField(label=_("Ce qui t’inquiète"), choices=ConcernKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Ce qui se passe"),
        help_text=_("Avec tes mots. Pour toi ou pour quelqu’un d’autre. Tu n’as rien à prouver."),
        min_length=5,
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
    )
    is_for_team = forms.BooleanField(
        label=_("Seulement pour l’équipe nationale, pas pour la personne référente de ma ville"), required=False
    )


class ConcernAnswerForm(Form):
    """What is done about it."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        help_text=_(
            "Seule la personne qui a alerté la lit : ce que vous faites, quand vous vous parlez, qui elle peut appeler."
        ),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
