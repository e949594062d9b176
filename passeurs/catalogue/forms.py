"""Forms of the catalogue: the filters of discover, an error to report, a pair to decide."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.choices import PinOrder
from passeurs.catalogue.models import Pin
from passeurs.catalogue.queries.accessibility import access_choices
from passeurs.catalogue.queries.category import domains
from passeurs.catalogue.queries.discover import Search
from passeurs.catalogue.queries.proximity import DEFAULT_RADIUS_KM, RADII_KM, Filters
from passeurs.core.forms import Form, ModelForm

MAX_REPORT = 2000


def domain_choices() -> list[tuple[str, str]]:
    """The interests, with « all » first."""
    return [("", str(_("Tous"))), *((one.id, one.label) for one in domains())]


class DiscoverForm(Form):
    """What is looked for, where and when. Lives in the URL; an unknown choice is refused with words."""

    ou = forms.CharField(
        label=_("Où\u202f?"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={
                "list": "communes",
                "autocomplete": "off",
                "placeholder": _("Commune ou code postal"),
                "data-hx-get": reverse_lazy("catalogue:commune-list"),
                "data-hx-trigger": "input changed delay:200ms",
                "data-hx-target": "#communes",
            }
        ),
    )
    q = forms.CharField(
        label=_("Quoi\u202f?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Un nom, un mot")}),
    )
    quoi = forms.ChoiceField(
        required=False, choices=[("lieux", _("Lieux")), ("evenements", _("Événements"))], widget=forms.HiddenInput
    )
    domaine = forms.ChoiceField(label=_("Domaine"), required=False, choices=domain_choices)
    quand = forms.ChoiceField(
        label=_("Quand\u202f?"),
        required=False,
        choices=[
            ("", _("N’importe quand")),
            ("aujourdhui", _("Aujourd’hui")),
            ("week-end", _("Ce week-end")),
            ("dates", _("À des dates précises")),
        ],
    )
    du = forms.DateField(label=_("Du"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    au = forms.DateField(label=_("Au"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    rayon = forms.TypedChoiceField(
        label=_("À moins de"),
        required=False,
        choices=[(km, f"{km}\u202fkm") for km in RADII_KM],
        coerce=int,
        empty_value=DEFAULT_RADIUS_KM,  # type: ignore[arg-type]
    )

    acces = forms.MultipleChoiceField(
        label=_("Accessible"), required=False, choices=access_choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, query: QueryDict | dict[str, str]) -> None:
        # What is not said shows its default in the page, as it counts in the search.
        data = query.copy()
        data.setdefault("rayon", str(DEFAULT_RADIUS_KM))
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """Days in order; dates given mean dates wanted."""
        data = super().clean() or {}
        first, last = data.get("du"), data.get("au")
        if first and last and last < first:
            self.add_error("au", _("Le dernier jour vient avant le premier."))
        if (first or last) and not data.get("quand"):
            data["quand"] = "dates"
        return data

    def days(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """The days wanted, inclusive; (None, None) when any day will do."""
        wanted = self.cleaned_data["quand"]
        if wanted == "aujourdhui":
            return today, today
        if wanted == "week-end":
            # On a Sunday, the week-end is today.
            saturday = today + dt.timedelta(days=5 - today.weekday()) if today.weekday() < 6 else today
            return saturday, today + dt.timedelta(days=6 - today.weekday())
        if wanted == "dates":
            return self.cleaned_data.get("du"), self.cleaned_data.get("au")
        return None, None

    @property
    def is_about_events(self) -> bool:
        """Events are asked by name, or by asking when."""
        return self.cleaned_data["quoi"] == "evenements" or bool(self.cleaned_data["quand"])

    def search(self, kinds: list[str], today: dt.date) -> Search:
        """What is asked for, once it is valid."""
        return Search(
            where=self.cleaned_data["ou"],
            when=self.cleaned_data["quand"],
            radius_km=self.cleaned_data["rayon"],
            is_events=self.is_about_events,
            filters=self.filters(kinds, today),
        )

    def filters(self, kinds: list[str], today: dt.date) -> Filters:
        """The filters asked for."""
        first, last = self.days(today) if self.is_about_events else (None, None)
        return Filters(
            kinds=tuple(kind[:60] for kind in kinds[:20] if "\x00" not in kind),
            domain=self.cleaned_data["domaine"],
            text=self.cleaned_data["q"],
            from_day=first,
            to_day=last,
            access=tuple(self.cleaned_data["acces"]),
        )


class ReportErrorForm(Form):
    """What is wrong with a page of the catalogue, said by anyone."""

    detail = forms.CharField(
        label=_("Qu’est-ce qui ne va pas\u202f?"),
        max_length=MAX_REPORT,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Par exemple\u202f: le lieu a fermé, l’adresse a changé, l’horaire est faux. "
            "Pas de nom de personne, s’il te plaît."
        ),
    )
    # Left empty by people, who do not see it; filled by robots.
    website = forms.CharField(required=False, max_length=200, label=_("Laisse ce champ vide"))


class PairDecisionForm(Form):
    """What the team decides about a doubtful pair."""

    decision = forms.ChoiceField(
        choices=[("merge", _("Fusionner")), ("apart", _("Garder séparés")), ("undo", _("Annuler la décision"))],
        error_messages={
            "required": _("Choisissez une décision."),
            "invalid_choice": _("Choisissez fusionner, garder séparés ou annuler."),
        },
    )


class PinForm(ModelForm):
    """The note that a person leaves themself on a venue they pin."""

    class Meta:
        model = Pin
        fields = ("note",)
        labels = {"note": _("Pour me souvenir de…")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": _("Toi seul·e lis cette note\u202f: une expo à revoir, une salle où jouer, un horaire.")}


class PinListForm(Form):
    """A word to find among one's pins, and their order. Lives in the URL."""

    q = forms.CharField(
        label=_("Chercher dans mes lieux"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Un nom, une ville, un mot de ta note")}),
    )
    tri = forms.ChoiceField(required=False, choices=PinOrder, widget=forms.HiddenInput)


class JoinPinsForm(Form):
    """What a device kept, as its script names it: « lieu-12.lieu-40 »."""

    device_list = forms.CharField(
        max_length=4000, error_messages={"required": _("Cet appareil n’a gardé aucun lieu à ajouter.")}
    )
