"""Where a partner is: which venue of the catalogue, or which commune."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.models import Venue
from passeurs.core.forms import Form
from passeurs.core.geo.commune import find_commune
from passeurs.core.geo.nearby import distance_km
from passeurs.partners.queries.place import NEAR_KM, places_named, the_place_named
from passeurs.people.forms.account import CommuneField
from passeurs.programme.models import City

NONE = "aucun"


class PlaceForm(Form):
    """Which of the venues that a name may mean; `venue` cleans to it, or to None."""

    venue = forms.ChoiceField(
        label=_("Est-ce l’un de ces lieux ?"),
        help_text=_("Nous en connaissons l’adresse : elle sert à estimer les trajets."),
        required=False,
        widget=forms.RadioSelect,
    )
    commune = CommuneField(
        label=_("Commune"),
        help_text=_("Seulement si ce n’est pas dans la ville elle-même : elle sert à estimer les trajets."),
        required=False,
        max_length=80,
    )

    def offer_places(self, city: City | None, name: str) -> None:
        """Look for the venues of that name; they are asked about when more than one may be meant."""
        self.around, self.asked_name = city, name
        self.places = {str(one.pk): one for one in places_named(city, name)} if city and name else {}
        fields: Any = self.fields
        fields["venue"].is_needed_later = self.asks_which
        fields["venue"].choices = [
            *((pk, ", ".join(filter(None, (one.name, one.address, one.city_name)))) for pk, one in self.places.items()),
            (NONE, _now("Aucun de ceux-là")),
        ]

    @property
    def asks_which(self) -> bool:
        """Whether the person has to say which."""
        return bool(self.places) and the_place_named(list(self.places.values()), self.asked_name) is None

    def clean_venue(self) -> Venue | None:
        """What was chosen; the only one of this very name without asking."""
        chosen = self.cleaned_data["venue"]
        if chosen:
            return self.places.get(chosen)
        if self.asks_which:
            raise ValidationError(_now("Plusieurs lieux ressemblent à ce nom : dites lequel, ou aucun."))
        return the_place_named(list(self.places.values()), self.asked_name)

    def clean_commune(self) -> str:
        """An INSEE code around the city, or nothing."""
        code: str = self.cleaned_data["commune"]
        commune = find_commune(code)
        if (
            commune
            and self.around
            and distance_km(commune.lat, commune.lon, self.around.lat, self.around.lon) > NEAR_KM
        ):
            raise ValidationError(_now("C’est trop loin de cette ville : un groupe ne pourrait pas venir chaque mois."))
        return code
