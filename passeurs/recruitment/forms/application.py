"""What a candidate types."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.forms import Form, NameField
from passeurs.core.geo.commune import find_commune
from passeurs.people.choices import GuardianState
from passeurs.people.forms.account import CommuneField, commune_label
from passeurs.people.queries import MAJORITY, age_on
from passeurs.programme.models import SeasonCity
from passeurs.recruitment.forms.proof import is_proven
from passeurs.recruitment.models import Application, Call

OLDEST = 120


class CityChoice(forms.ModelChoiceField):
    """A city of the call, by its name."""

    def label_from_instance(self, obj: SeasonCity) -> str:
        """« Dijon »."""
        return obj.city.name


def city_field(call: Call) -> CityChoice:
    """The cities of a call."""
    rows = call.season_cities.select_related("city").order_by("city__name")
    return CityChoice(label=_("Ta ville du programme"), queryset=rows, empty_label=_("Choisis une ville"))


def check_birth(born_on: dt.date | None) -> dt.date | None:
    """A date that a living person was born on."""
    if born_on and not 0 <= age_on(born_on, clock.today()) <= OLDEST:
        raise ValidationError(gettext("Vérifie l’année : cette date n’est pas possible."))
    return born_on


class StartForm(Form):
    """Enough to begin: what to call you, where to write, whether your age fits."""

    first_name = NameField(label=_("Ton prénom"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"}))
    email = forms.EmailField(
        label=_("Ton adresse e-mail"),
        help_text=_("On y envoie le lien pour revenir, puis la réponse."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    born_on = forms.DateField(label=_("Ta date de naissance"))
    # What a machine fills, and what the browser works out.
    website = forms.CharField(required=False, max_length=200)
    nonce = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["season_city"] = city_field(call)

    def clean_born_on(self) -> dt.date | None:
        """A possible date."""
        return check_birth(self.cleaned_data["born_on"])

    def clean_website(self) -> str:
        """Nobody sees this field."""
        if self.cleaned_data["website"]:
            raise ValidationError(gettext("Un champ caché a été rempli : laisse-le vide, puis envoie de nouveau."))
        return ""

    def is_proven(self) -> bool:
        """Whether the browser did its work; asked once, when the form is valid."""
        return is_proven(self.cleaned_data["nonce"], self.cleaned_data["proof"])


class IdentityForm(Form):
    """Who the candidate is. As a draft, only what is typed has to be right; `is_needed_later` says what will be asked.

    A minor names a guardian.
    """

    first_name = NameField(label=_("Ton prénom"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = NameField(
        label=_("Ton nom"), max_length=80, required=False, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("Ton adresse e-mail"),
        help_text=_("Si tu la changes, l’ancien lien ne marche plus : on t’en envoie un nouveau."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    born_on = forms.DateField(label=_("Ta date de naissance"))
    commune_code = CommuneField(
        label=_("Ta commune"),
        help_text=_("Son nom ou son code postal."),
        max_length=80,
        required=False,
        widget=forms.TextInput({"autocomplete": "postal-code"}),
    )
    guardian_name = NameField(label=_("Son prénom et son nom"), max_length=120, required=False)
    guardian_email = forms.EmailField(
        label=_("Son adresse e-mail"),
        help_text=_("Une fois ta candidature envoyée, on lui écrit pour demander son accord."),
        max_length=254,
        required=False,
    )

    def __init__(self, *args: Any, application: Application, is_draft: bool, **kwargs: Any) -> None:
        self.application = application
        names = ("first_name", "last_name", "email", "born_on", "guardian_name", "guardian_email")
        initial: dict[str, Any] = {name: getattr(application, name) for name in names}
        commune = find_commune(application.commune_code)
        initial |= {
            "commune_code": commune_label(commune) if commune else "",
            "season_city": application.season_city_id,
            "track": application.track_id,
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        call = application.call
        self.fields["season_city"] = city_field(call)
        self.fields["track"] = forms.ModelChoiceField(
            label=_("Ce que tu veux faire dans le programme"),
            queryset=call.tracks.all(),
            required=False,
            empty_label=None,
            widget=forms.RadioSelect,
        )
        fields["track"].label_from_instance = lambda track: f"{track.name} : {track.presentation}"
        self.is_minor = application.is_minor(clock.today())
        asked = application.guardianship
        # What an agreement rests on is no longer in the hands of whom it protects.
        self.fields["born_on"].disabled = asked is not None
        for name in ("guardian_name", "guardian_email"):
            self.fields[name].disabled = asked is not None and asked.state != GuardianState.ASKED
        for name in (
            "last_name",
            "commune_code",
            "track",
            *(("guardian_name", "guardian_email") if self.is_minor else ()),
        ):
            self.fields[name].required = not is_draft
            fields[name].is_needed_later = True

    def clean_born_on(self) -> dt.date | None:
        """A possible date."""
        return check_birth(self.cleaned_data["born_on"])

    def clean(self) -> dict[str, Any]:
        """A guardian is somebody else; one becomes a minor by correcting a date."""
        data = super().clean() or {}
        if data.get("guardian_email") and data["guardian_email"].lower() == data.get("email", "").lower():
            self.add_error("guardian_email", _("Indique une autre adresse que la tienne."))
        born_on = data.get("born_on")
        if born_on:
            self.is_minor = age_on(born_on, clock.today()) < MAJORITY
        return data

    def values(self) -> dict[str, Any]:
        """What is valid, even when something else is not; a guardian only for a minor."""
        wanted = ("first_name", "last_name", "email", "born_on", "commune_code", "season_city", "track")
        found = {name: self.cleaned_data[name] for name in wanted if name in self.cleaned_data}
        for name in ("guardian_name", "guardian_email"):
            if name in self.cleaned_data:
                found[name] = self.cleaned_data[name] if self.is_minor else ""
        return found


class SubmitForm(Form):
    """The charter, read and accepted."""

    charter = forms.BooleanField(label=_("J’ai lu la charte et je l’accepte."))


class FindForm(Form):
    """Where to send the link again."""

    email = forms.EmailField(
        label=_("Ton adresse e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    website = forms.CharField(required=False, max_length=200)


class AlertForm(FindForm):
    """Whom to tell when a call opens."""
