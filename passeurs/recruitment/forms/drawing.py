"""The team's forms of the draw: quotas, commitment, chance, everybody's answer."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.recruitment.adapters import drand
from passeurs.recruitment.choices import Status
from passeurs.recruitment.queries.answers import VARIABLES, unknown_variables

HEX = re.compile(r"(?:[0-9a-f]{2}){8,128}")


class PrepareForm(forms.Form):
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


class BeaconForm(forms.Form):
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


class DiceForm(forms.Form):
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


class AnswersForm(forms.Form):
    """What is said by outcome, and how many people get it, typed again; or a preview, of one file or the first ones."""

    validated = forms.CharField(
        label=_("Aux personnes retenues"),
        initial=_("Bravo {prénom} : une place t’attend {ville}."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    backup = forms.CharField(
        label=_("Aux personnes sur liste complémentaire"),
        help_text=_("Dites ce qui reste possible et quand elles sauront."),
        initial=_(
            "{prénom}, ton dossier était parmi ceux que le tirage pouvait choisir. Ta chance était de {chance}.\n\n"
            "{retour}\n\nSi une place se libère {ville}, on t’écrit. En attendant, les sélections et les sorties"
            " près de chez toi sont ouvertes à tout le monde."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    rejected = forms.CharField(
        label=_("Aux personnes non retenues"),
        help_text=_("Ce qui était bien, ce qui a manqué, ce qui reste possible."),
        initial=_(
            "{prénom}, merci du temps que tu y as mis.\n\n{motif}\n\n{retour}\n\nTu peux candidater de nouveau au"
            " prochain appel. D’ici là, les clubs, les rencontres et les sélections sont ouverts à tout le monde."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    number = forms.IntegerField(
        label=_("Aperçu pour la candidature n°"),
        help_text=_("Vide : les premières personnes de chaque réponse."),
        min_value=1,
        max_value=2**31,
        required=False,
    )
    count = forms.IntegerField(label=_("Retapez le nombre de réponses qui partent"), min_value=1)

    def __init__(self, *args: Any, counts: dict[str, int], is_preview: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = counts
        self.fields["count"].required = not is_preview
        self.fields["count"].is_needed_later = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The count as it is now; no refusal without a reason; no variable that means nothing."""
        data = super().clean() or {}
        total = sum(self.counts.values())
        if data.get("count") is not None and data["count"] != total:
            self.add_error(
                "count", _now("%(total)d réponses partiraient : relisez, puis retapez ce nombre.") % {"total": total}
            )
        for status in (Status.REJECTED, Status.BACKUP):
            if self.counts.get(status) and not data.get(status.lower(), "").strip():
                self.add_error(status.lower(), _("Écrivez ce que ces personnes vont lire."))
        for status in (Status.VALIDATED, Status.BACKUP, Status.REJECTED):
            for name in unknown_variables(data.get(status.lower(), "")):
                words = {"name": f"{{{name}}}", "known": ", ".join(f"{{{one}}}" for one in VARIABLES)}
                self.add_error(status.lower(), _now("%(name)s n’existe pas. Il y a : %(known)s.") % words)
        return data

    def texts(self) -> dict[str, str]:
        """What is said, by status."""
        return {
            status: self.cleaned_data[status.lower()] for status in (Status.VALIDATED, Status.BACKUP, Status.REJECTED)
        }


class CheckForm(forms.Form):
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


class QuestionForm(forms.Form):
    """One question, in one's own words."""

    text = forms.CharField(
        label=_("Ta question"),
        help_text=_("Une seule, à l’équipe qui a lu ta candidature. Elle te répond par e-mail, et ici."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
