"""Forms of the partner's space."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import HelpKind


class AcceptForm(forms.Form):
    """Who accepts, in what quality."""

    name = forms.CharField(label=_("Votre nom"), max_length=120)
    role = forms.CharField(label=_("Votre fonction"), max_length=120)
    agreed = forms.BooleanField(label=_("J’ai lu la convention et je l’accepte au nom de la structure."))


class ContactForm(forms.Form):
    """A colleague."""

    name = forms.CharField(label=_("Son nom"), max_length=120)
    email = forms.EmailField(label=_("Son adresse e-mail"), max_length=254)


class HelpForm(forms.Form):
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


class HelpAnswerForm(forms.Form):
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


class ConventionForm(forms.Form):
    """The text of the convention."""

    body = forms.CharField(
        label=_("Texte de la convention"),
        help_text=_("Publier une nouvelle version demande à chaque partenaire de l’accepter de nouveau."),
        min_length=50,
        max_length=20_000,
        widget=forms.Textarea({"rows": 18}),
    )
