"""A message to the people a filter shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form

LONGEST_SUBJECT, LONGEST_BODY = 120, 3000


class TeamMessageForm(Form):
    """What is written, and what makes it one. `seal` stands for the people of the preview; empty before it."""

    subject = forms.CharField(
        label=_("Objet"), help_text=_("Ce que l’on voit d’abord."), min_length=3, max_length=LONGEST_SUBJECT
    )
    body = forms.CharField(
        label=_("Message"),
        help_text=_(
            "Texte simple, en tutoyant. Dites ce que vous demandez, pour quand, et à qui répondre : "
            "ce message ne reçoit pas de réponse ici."
        ),
        min_length=10,
        max_length=LONGEST_BODY,
        widget=forms.Textarea({"rows": 8}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seal = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
