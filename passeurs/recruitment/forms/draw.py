"""The draw: its source, its chance, the files that are checked."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.recruitment.adapters import drand

HEX = re.compile(r"(?:[0-9a-f]{2}){8,128}")


class PrepareForm(Form):
    """The source of chance and its moment."""

    source = forms.CharField(
        label=_("Source du hasard"),
        help_text=_(
            "Publique, datée, que personne ne choisit : un tirage du Loto, un tour de drand, des dés en public."
        ),
        max_length=300,
        min_length=10,
        required=False,
    )
    use_drand = forms.BooleanField(
        label=_("Prendre le tour de drand de ce moment"),
        help_text=_("La source s’écrit seule, et le site va chercher ce hasard le moment venu."),
        required=False,
    )
    draw_at = forms.DateTimeField(
        label=_("Moment où ce hasard sera connu"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    reason = forms.CharField(
        label=_("Pourquoi refaire un tirage"),
        help_text=_("Publié. Seulement si un tirage a déjà eu lieu : il reste visible."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not drand.is_on():
            del self.fields["use_drand"]

    def clean(self) -> dict[str, Any]:
        """A source in words; with drand, the round of the moment and its words."""
        data = super().clean() or {}
        if data.pop("use_drand", False) and data.get("draw_at"):
            data["drand_round"] = drand.round_at(data["draw_at"])
            data["source"] = drand.source_of(data["drand_round"])
        elif not data.get("source") and "source" not in self.errors:
            self.add_error("source", _("Dites d’où viendra le hasard."))
        return data


class BeaconForm(Form):
    """The chance, typed twice: by two people, or by one who reads it twice."""

    beacon = forms.CharField(
        label=_("Le hasard, en hexadécimal"), max_length=256, widget=forms.TextInput({"autocomplete": "off"})
    )
    again = forms.CharField(
        label=_("Le même, relu par une deuxième personne"),
        max_length=256,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both the same, in hexadecimal."""
        data = super().clean() or {}
        first, second = (data.get(name, "").strip().lower() for name in ("beacon", "again"))
        if first and not HEX.fullmatch(first):
            self.add_error("beacon", _("Au moins 8 octets en hexadécimal : des chiffres et les lettres a à f."))
        elif first and second and first != second:
            self.add_error("again", _("Les deux ne sont pas pareils : relisez la source."))
        return data


class DiceForm(Form):
    """Faces of dice in the order they fell, typed twice."""

    rolls = forms.CharField(
        label=_("Les faces, dans l’ordre"),
        help_text=_("Au moins 50 chiffres de 1 à 6. Les espaces et les retours à la ligne ne comptent pas."),
        max_length=900,
        widget=forms.Textarea({"rows": 3, "inputmode": "numeric", "autocomplete": "off"}),
    )
    again = forms.CharField(
        label=_("Les mêmes, relues par une deuxième personne"),
        max_length=900,
        widget=forms.Textarea({"rows": 3, "inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both the same: 50 to 300 figures from 1 to 6."""
        data = super().clean() or {}
        first, second = (re.sub(r"[\s.,;-]", "", data.get(name, "")) for name in ("rolls", "again"))
        if first and not re.fullmatch("[1-6]{50,300}", first):
            self.add_error("rolls", _now("Lu : %(n)d chiffres. Il en faut de 50 à 300, de 1 à 6.") % {"n": len(first)})
        elif first and second and first != second:
            self.add_error("again", _("Les deux ne sont pas pareilles : relisez les dés."))
        data["rolls"] = first
        return data


class CheckForm(Form):
    """The files that are checked in the browser; they are never sent."""

    certificate = forms.FileField(
        label=_("Le certificat"),
        help_text=_("Le tien, si tu l’as gardé ou reçu d’ailleurs. Sinon, celui qui est publié est vérifié."),
        required=False,
        widget=forms.FileInput({"accept": ".json,application/json"}),
    )
    proof = forms.FileField(
        label=_("Ta preuve personnelle"),
        help_text=_("Elle se télécharge depuis ton lien privé, après ta réponse."),
        required=False,
        widget=forms.FileInput({"accept": ".json,application/json"}),
    )
