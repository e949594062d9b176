"""Forms of the partner's space."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.partners.choices import HelpKind


class HelpRequestForm(Form):
    """What is asked of the group."""

    kind = forms.ChoiceField(label=_("Pour quoi"), choices=HelpKind.choices)
    text = forms.CharField(
        label=_("Ce que vous demandez"),
        help_text=_("Tout le groupe et sa référente ou son référent le lisent."),
        min_length=10,
        max_length=1500,
        widget=forms.Textarea({"rows": 4}),
    )
    wanted_on = forms.DateField(label=_("Pour quand"), required=False, widget=forms.DateInput({"type": "date"}))


class HelpAnswerForm(Form):
    """Yes or no, with words."""

    is_accepted = forms.TypedChoiceField(
        label=_("Votre réponse"),
        choices=[("1", _("Oui")), ("0", _("Non, pas cette fois"))],
        coerce=lambda told: told == "1",
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("Un mot au partenaire"), min_length=3, max_length=1000, widget=forms.Textarea({"rows": 3})
    )
