"""Forms of the programme."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, ModelForm, NameField
from passeurs.people.forms.birth_date import check_human_past
from passeurs.programme.choices import MandateState
from passeurs.programme.models import City, Season

GOALS = [
    ("selections", _("Sélections publiées, par mandat")),
    ("visits", _("Visites de lieux, par mandat")),
    ("encounters", _("Rencontres, par mandat")),
]


def date_input() -> forms.DateInput:
    """A date field as phones show it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeasonForm(ModelForm):
    """Number, name and dates of a season."""

    class Meta:
        model = Season
        fields = ["number", "name", "starts_on", "ends_on"]
        widgets = {"starts_on": date_input(), "ends_on": date_input()}

    def clean(self) -> dict[str, Any]:
        """A season ends after it starts."""
        data = super().clean() or {}
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] <= data["starts_on"]:
            self.add_error("ends_on", _("La fin doit venir après le début."))
        return data


class SeasonCityForm(Form):
    """A city of the season with its places and goals."""

    city = forms.ModelChoiceField(label=_("Ville"), queryset=City.objects.all())
    place_count = forms.IntegerField(label=_("Places"), min_value=0, max_value=5000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in GOALS:
            self.fields[f"goal_{name}"] = forms.IntegerField(label=label, min_value=0, max_value=1000, required=False)

    def goals(self) -> dict[str, int]:
        """The goals that were given."""
        values = {name: self.cleaned_data.get(f"goal_{name}") for name, _label in GOALS}
        return {name: value for name, value in values.items() if value is not None}


class MandateForm(Form):
    """The next state of a mandate."""

    state = forms.ChoiceField(label=_("État du mandat"), choices=MandateState.choices)
    paused_until = forms.DateField(label=_("Pause jusqu’au"), required=False, widget=date_input())


class GiveMandateForm(Form):
    """Who becomes an ambassador."""

    email = forms.EmailField(
        label=_("Adresse e-mail"), help_text=_("Un compte est ouvert si l’adresse n’en a pas."), max_length=254
    )
    first_name = NameField(label=_("Prénom"), max_length=80)
    born_on = forms.DateField(
        label=_("Date de naissance"),
        required=False,
        help_text=_("Si le compte ne la dit pas encore. Avant 18 ans, il faut d’abord l’accord d’un parent."),
        widget=date_input(),
    )
    track = forms.ChoiceField(label=_("Parcours"), required=False)

    def __init__(self, *args: Any, tracks: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = [("", _("aucun")), *((track, track) for track in tracks)]

    def clean_born_on(self) -> dt.date | None:
        """A day in a human past."""
        return check_human_past(self.cleaned_data["born_on"])


class CharterForm(Form):
    """A new version of the charter."""

    body = forms.CharField(
        label=_("Texte de la charte"),
        help_text=_("Une version publiée ne change plus : chaque mandat devra accepter la nouvelle."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class ExamForm(Form):
    """Days of exams."""

    starts_on = forms.DateField(label=_("Du"), widget=date_input())
    ends_on = forms.DateField(label=_("Au"), widget=date_input())


class SchoolBreaksForm(Form):
    """Lines of the school calendar."""

    text = forms.CharField(
        label=_("Lignes à ajouter"),
        help_text=_(
            "zone;vacances ou examens;nom;premier jour;dernier jour. Ainsi « A;examens;Bac;2027-06-14;2027-06-30 »."
        ),
        max_length=50_000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )
