"""Forms of my account."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form, NameField, check_line
from passeurs.core.geo.commune import Commune, communes_named, find_commune, root_of, suggest_communes
from passeurs.core.number import read_number
from passeurs.people.choices import HalfDay, Language
from passeurs.people.forms.birth_date import check_human_past
from passeurs.people.models import Person, Profile
from passeurs.people.queries import vocabulary

ERASE_WORD = "EFFACER"


def commune_label(commune: Commune) -> str:
    """« Dijon (21) »: what a person reads and types."""
    return f"{commune.name} ({commune.department})"


class CommuneField(forms.CharField):
    """A commune typed by name, « name (département) » or postal code; its value is the INSEE code."""

    default_validators = [check_line]

    def clean(self, value: Any) -> str:
        """The INSEE code. Raises ValidationError with the candidates when several communes fit."""
        text = super().clean(value)
        if not text:
            return ""
        name, department = re.fullmatch(r"(.*?)\s*(?:\((\w{2,3})\))?", text).groups()  # type: ignore[union-attr]
        found = suggest_communes(name, limit=60)
        meant = found if read_number(name.replace(" ", "")) is not None else communes_named(text)
        fits = [one for one in dict.fromkeys(map(root_of, meant)) if not department or one.department == department]
        if len(fits) == 1:
            return fits[0].code
        near = ", ".join(commune_label(commune) for commune in (fits or found)[:6])
        if fits:
            raise ValidationError(gettext("Plusieurs communes possibles. Laquelle ? %s") % near)
        hint = gettext(" Peut-être : %s") % near if near else ""
        raise ValidationError(gettext("On ne connaît pas cette commune.") + hint)


class ListField(forms.CharField):
    """Short words separated by commas; its value is a list, doubles dropped."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """The words, ten at most, forty characters each."""
        words = list(dict.fromkeys(part.strip() for part in re.split(r"[,;\n]", super().clean(value)) if part.strip()))
        if len(words) > 10 or any(len(word) > 40 for word in words):
            raise ValidationError(gettext("Dix au plus, et quarante caractères au plus chacune."))
        return words


class ProfileForm(Form):
    """What a person tells about themself: all optional but a first name."""

    first_name = NameField(label=_("Prénom"), max_length=80, widget=forms.TextInput({"autocomplete": "given-name"}))
    chosen_name = NameField(
        label=_("Prénom d’usage"),
        max_length=80,
        required=False,
        help_text=_("Si tu préfères être appelé·e autrement : c’est lui qu’on affiche partout."),
    )
    commune_code = CommuneField(
        label=_("Commune où tu vis"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"list": "communes", "autocomplete": "off"}),
        help_text=_("Un nom ou un code postal : Dijon, ou 21000."),
    )
    born_on = forms.DateField(
        label=_("Date de naissance"),
        required=False,
        help_text=_("Jamais montrée. Elle sert à savoir si un accord parental est nécessaire."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "bday"}),
    )
    interests = forms.MultipleChoiceField(
        label=_("Ce qui t’intéresse"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = ListField(
        label=_("Langues que tu parles"),
        max_length=500,
        required=False,
        help_text=_("Séparées par des virgules. La langue des signes compte."),
    )
    language = forms.ChoiceField(
        label=_("Langue du site et de tes e-mails"),
        choices=[("", _("Celle de ton navigateur")), *Language.choices],
        required=False,
    )
    half_days = forms.MultipleChoiceField(
        label=_("Quand tu es libre"), choices=HalfDay.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    access_needs = forms.CharField(
        label=_("Ce qu’il te faut pour venir"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Accès en fauteuil, sous-titres, calme… Seule l’équipe qui organise le lit."),
    )

    def __init__(self, *args: Any, can_tell_birth: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_tell_birth:
            del self.fields["born_on"]
        choices = vocabulary("interests")
        if choices:
            self.fields["interests"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["interests"]

    def clean_born_on(self) -> dt.date | None:
        """A day in a human past."""
        return check_human_past(self.cleaned_data["born_on"])

    def half_day_rows(self) -> list[tuple[str, BoundWidget, BoundWidget]]:
        """The fourteen boxes as rows: day, morning, afternoon."""
        boxes = list(self["half_days"])
        return [(str(boxes[i].choice_label).split()[0], boxes[i], boxes[i + 1]) for i in range(0, len(boxes), 2)]

    @staticmethod
    def initial_of(person: Person, profile: Profile) -> dict[str, Any]:
        """The form's values for what is known."""
        commune = find_commune(profile.commune_code)
        return {
            "first_name": person.first_name,
            "chosen_name": profile.chosen_name,
            "commune_code": commune_label(commune) if commune else "",
            "born_on": profile.born_on,
            "interests": profile.interests,
            "languages": ", ".join(profile.languages),
            "language": profile.language,
            "half_days": profile.half_days,
            "access_needs": profile.access_needs,
        }


class DeviceForm(Form):
    """One device the person owns, to know who can test what."""

    type = forms.ChoiceField(
        label=_("Appareil"),
        choices=[("", "—"), ("phone", _("téléphone")), ("tablet", _("tablette")), ("computer", _("ordinateur"))],
    )
    system = forms.ChoiceField(
        label=_("Système"),
        choices=[
            ("", "—"),
            *((name, name) for name in ("Android", "iOS", "Windows", "macOS", "Linux", "ChromeOS")),
            ("other", _("autre")),
        ],
    )
    version = forms.CharField(label=_("Version, si tu la connais"), max_length=20, required=False)


DeviceFormSet = forms.formset_factory(
    DeviceForm, extra=2, max_num=6, validate_max=True, absolute_max=6, can_delete=True
)


class ChangeEmailForm(Form):
    """The new address."""

    email = forms.EmailField(
        label=_("Nouvelle adresse e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        """Another address than the present one."""
        email: str = self.cleaned_data["email"].strip().lower()
        if email == self.person.email.lower():
            raise ValidationError(gettext("C’est déjà ton adresse."))
        return email


class EmailCodeForm(Form):
    """The code sent to the new address."""

    code = forms.CharField(
        label=_("Code à six chiffres"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class EraseForm(Form):
    """A word to type, so that nobody erases an account by a slip."""

    word = forms.CharField(
        label=_("Pour confirmer, écris EFFACER"), max_length=20, widget=forms.TextInput({"autocomplete": "off"})
    )

    def clean_word(self) -> str:
        """The word, in any case."""
        word: str = self.cleaned_data["word"].strip().upper()
        if word != ERASE_WORD:
            raise ValidationError(gettext("Écris le mot EFFACER pour confirmer, ou reviens en arrière."))
        return word
