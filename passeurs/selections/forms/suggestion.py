"""The form of a suggestion."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.selections.forms.plain_text import PlainField, area


class SuggestForm(Form):
    """An idea: the thing, and why."""

    thing = forms.RegexField(regex=r"^(venue|offer|work):[0-9]{1,12}$", widget=forms.HiddenInput)
    reason = PlainField(
        label=_("Pourquoi l’ajouter ?"),
        help_text=_("Une phrase que les auteurs pourront reprendre telle quelle."),
        max_length=600,
        widget=area(3),
    )

    def parts(self) -> tuple[str, int]:
        """Kind and primary key."""
        kind, number = self.cleaned_data["thing"].split(":")
        return kind, int(number)
