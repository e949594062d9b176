"""Forms of promises."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.promises.choices import Outcome


class AnswerForm(Form):
    """The answer to one promise."""

    outcome = forms.ChoiceField(
        label=_("Décision"),
        choices=[
            (Outcome.YES, _("Oui, c’est fait")),
            (Outcome.CHANGE, _("Il manque quelque chose")),
            (Outcome.NO, _("Non, et voici pourquoi")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Votre réponse"),
        help_text=_("Elle est envoyée telle quelle à la personne. Dites ce qui a changé, ou pourquoi rien ne change."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PromiseFilterForm(Form):
    """Filters of the list, as they stand in the URL."""

    q = forms.CharField(label=_("Chercher"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("à répondre")), ("late", _("en retard")), ("answered", _("répondues")), ("all", _("toutes"))],
    )
