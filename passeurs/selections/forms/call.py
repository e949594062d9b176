"""Forms of calls."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.forms import Form
from passeurs.programme.models import City
from passeurs.selections.choices import TagKind
from passeurs.selections.forms.plain_text import PlainField, area
from passeurs.selections.models import Tag


class CallForm(Form):
    """A call: theme, text, city, last day. `cities` are those one may open it in; without one, all."""

    title = PlainField(label=_("Titre"), max_length=120)
    text = PlainField(
        label=_("Ce que vous demandez"),
        help_text=_("Le thème en quelques phrases : ce que vous cherchez, pour qui, combien d’éléments."),
        max_length=2000,
        widget=area(6),
    )
    theme = forms.ModelChoiceField(
        label=_("Thème"), queryset=Tag.objects.filter(kind=TagKind.THEME), required=False, empty_label=_("Sans thème")
    )
    city = forms.ModelChoiceField(
        label=_("Ville"), queryset=City.objects.none(), required=False, empty_label=_("Toutes les villes")
    )
    closes_on = forms.DateField(label=_("Dernier jour pour répondre"), widget=forms.DateInput)

    def __init__(self, *args: object, cities: QuerySet[City], may_all: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        city: forms.ModelChoiceField = self.fields["city"]  # type: ignore[assignment]
        city.queryset = cities
        if not may_all:
            city.required, city.empty_label = True, _("Choisissez")

    def clean_closes_on(self) -> dt.date:
        """A day that is still to come."""
        day: dt.date = self.cleaned_data["closes_on"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : personne ne pourrait répondre."))
        return day


class ChangeCallForm(CallForm):
    """The same without the city, which does not change."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, cities=City.objects.none(), may_all=True, **kwargs)  # type: ignore[arg-type]
        del self.fields["city"]
