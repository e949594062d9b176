"""What a cultural actor proposes, and what is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField
from passeurs.core.number import read_number
from passeurs.partners.choices import Access
from passeurs.partners.forms.place import PlaceForm
from passeurs.people.choices import HalfDay
from passeurs.programme.models import SeasonCity


class CityChoice(forms.ModelChoiceField):
    """A season's city by the name of the city."""

    def label_from_instance(self, obj: Any) -> str:
        """The city."""
        return str(obj.city.name)


class ProposeForm(PlaceForm):
    """A proposal in ten minutes, without an account."""

    season_city = CityChoice(label=_("Votre ville"), queryset=SeasonCity.objects.none(), empty_label=_("Choisir"))
    name = forms.CharField(label=_("Nom du lieu, du festival ou de l’artiste"), max_length=160)
    opens = forms.CharField(
        label=_("Ce que vous ouvrez au groupe"),
        help_text=_("Des répétitions, un métier, des réserves, une programmation à imaginer… Deux phrases suffisent."),
        min_length=20,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    expects = forms.CharField(
        label=_("Ce que vous aimeriez faire ensemble"),
        help_text=_("Un public que vous ne voyez jamais, une question que vous vous posez, un projet en tête."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    half_days = forms.MultipleChoiceField(
        label=_("Quand vous pouvez recevoir"),
        help_text=_("Plus vous en cochez, plus il y a de chances qu’un groupe puisse venir."),
        choices=HalfDay.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    group_count = forms.TypedChoiceField(
        label=_("Combien de groupes"), choices=[(1, "1"), (2, "2"), (3, "3")], coerce=int, initial=1
    )
    access = forms.MultipleChoiceField(
        label=_("Accessibilité"), choices=Access.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_name = NameField(label=_("Votre nom"), max_length=120)
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Elle reçoit le lien de votre espace : ni compte, ni mot de passe."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, cities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["season_city"].queryset = cities
        asked = read_number(self.data.get("season_city"))
        row = cities.filter(pk=asked).first()
        self.offer_places(row.city if row else None, self.data.get("name", "").strip())


class DecisionForm(Form):
    """Yes or no, with a word."""

    answer = forms.ChoiceField(
        label=_("Réponse"),
        choices=[("yes", _("Accepter ce partenariat")), ("no", _("Ne pas le retenir"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Un mot pour le partenaire"),
        help_text=_("Obligatoire pour ne pas retenir."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """No refusal without a reason."""
        data = super().clean() or {}
        if data.get("answer") == "no" and not data.get("reason", "").strip():
            self.add_error("reason", _("Une proposition non retenue reçoit toujours un motif."))
        return data
