"""The team's forms of the draw: quotas, commitment, chance, everybody's answer."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.recruitment.choices import Status
from passeurs.recruitment.queries.draw import Category

HEX = re.compile(r"(?:[0-9a-f]{2}){8,128}")


class PrepareForm(forms.Form):
    """The source of chance, its moment, and the bounds of each value: empty ones bind nothing.

    The fields of a value are named `low-<category>-<rank>` and `high-<category>-<rank>`.
    """

    source = forms.CharField(
        label=_("Source du hasard"),
        help_text=_("Publique, datée, que personne ne choisit : par exemple un tirage du Loto, ou un tour de drand."),
        max_length=300,
        min_length=10,
    )
    draw_at = forms.DateTimeField(
        label=_("Moment où ce hasard sera connu"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    reason = forms.CharField(
        label=_("Pourquoi refaire un tirage"),
        help_text=_("Publié. Seulement si un tirage a déjà eu lieu : il reste visible."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, categories: list[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = categories
        for category in categories:
            for rank, (value, count) in enumerate(category.counts):
                words = {"what": f"{category.label} : {value}"}
                for side, label in (("low", _now("Minimum, %(what)s")), ("high", _now("Maximum, %(what)s"))):
                    self.fields[f"{side}-{category.key}-{rank}"] = forms.IntegerField(
                        label=label % words, required=False, min_value=0, max_value=count
                    )

    def rows(self) -> list[tuple[Category, list[tuple[str, int, Any, Any]]]]:
        """For the page: each category with (value, count in the pool, minimum's field, maximum's field)."""
        return [
            (
                category,
                [
                    (value, count, self[f"low-{category.key}-{rank}"], self[f"high-{category.key}-{rank}"])
                    for rank, (value, count) in enumerate(category.counts)
                ],
            )
            for category in self.categories
        ]

    def clean(self) -> dict[str, Any]:
        """The bounds as `quotas`; a minimum above its maximum is said."""
        data = super().clean() or {}
        quotas: list[list[Any]] = []
        for category in self.categories:
            told = []
            for rank, (value, count) in enumerate(category.counts):
                low, high = (data.pop(f"{side}-{category.key}-{rank}", None) for side in ("low", "high"))
                if low is not None and high is not None and low > high:
                    self.add_error(f"low-{category.key}-{rank}", _("Le minimum dépasse le maximum."))
                if low is not None or high is not None:
                    told.append([category.key, value, low or 0, count if high is None else high])
            quotas += told
        data["quotas"] = quotas
        return data

    def clean_draw_at(self) -> dt.datetime:
        """A moment."""
        moment: dt.datetime = self.cleaned_data["draw_at"]
        return moment


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
            self.add_error("beacon", _("Au moins 8 octets en hexadécimal : des chiffres et les lettres a à f."))
        elif first and second and first != second:
            self.add_error("again", _("Les deux ne sont pas pareils : relisez la source."))
        return data


class AnswersForm(forms.Form):
    """What is said by outcome, and how many people get it, typed again."""

    validated = forms.CharField(
        label=_("Aux personnes retenues"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    backup = forms.CharField(
        label=_("Aux personnes sur liste complémentaire"),
        help_text=_("Dites ce qui reste possible et quand elles sauront."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    rejected = forms.CharField(
        label=_("Aux personnes non retenues"),
        help_text=_("Ce qui était bien, ce qui a manqué, ce qui reste possible."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    count = forms.IntegerField(label=_("Retapez le nombre de réponses qui partent"), min_value=1)

    def __init__(self, *args: Any, counts: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = counts

    def clean(self) -> dict[str, Any]:
        """The count as it is now; no refusal without a reason."""
        data = super().clean() or {}
        total = sum(self.counts.values())
        if data.get("count") is not None and data["count"] != total:
            self.add_error(
                "count", _now("%(total)d réponses partiraient : relisez, puis retapez ce nombre.") % {"total": total}
            )
        for status in (Status.REJECTED, Status.BACKUP):
            if self.counts.get(status) and not data.get(status.lower(), "").strip():
                self.add_error(status.lower(), _("Écrivez ce que ces personnes vont lire."))
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
