"""Filters of the moderation log and of the team's list."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.programme.models import City
from passeurs.selections.choices import Ground, SelectionState
from passeurs.selections.forms.plain_text import PlainField


class CityFilterForm(Form):
    """A city among those that one follows, by its slug."""

    city = forms.ChoiceField(label=_("Ville"), required=False)

    def __init__(self, *args: object, cities: QuerySet[City], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rows = list(cities.values_list("slug", "name"))
        self.fields["city"].choices = [("", _("Toutes")), *rows]  # type: ignore[attr-defined]
        # A filter says « toutes » by itself: no « facultatif » beside it.
        for field in self.fields.values():
            field.is_needed_later = True  # type: ignore[attr-defined]


class LogFilterForm(CityFilterForm):
    """Filters of the moderation log."""

    state = forms.ChoiceField(
        label=_("Décision"),
        choices=[
            ("", _("Toutes")),
            (SelectionState.PUBLISHED, _("publiée")),
            (SelectionState.CHANGES_ASKED, _("reprise demandée")),
            (SelectionState.RETIRED, _("retirée")),
        ],
        required=False,
    )
    ground = forms.ChoiceField(label=_("Motif"), choices=[("", _("Tous")), *Ground.choices], required=False)


class TeamFilterForm(CityFilterForm):
    """Filters of the team's list of selections."""

    q = PlainField(label=_("Titre"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_("État"),
        choices=[("", _("Tous"))] + [choice for choice in SelectionState.choices if choice[0] != SelectionState.DRAFT],
        required=False,
    )
