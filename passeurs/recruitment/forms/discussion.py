"""Words and labels of the internal thread."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class NoteForm(Form):
    """One line of the internal thread."""

    text = forms.CharField(
        label=_("Note interne"),
        help_text=_("Lue par l’équipe et, pendant la discussion, par les lectrices et lecteurs. Jamais envoyée."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class LabelsForm(Form):
    """Labels, between commas."""

    names = forms.CharField(
        label=_("Étiquettes"), help_text=_("Séparées par des virgules."), max_length=300, required=False
    )

    def labels(self) -> list[str]:
        """The names."""
        return [one.strip() for one in self.cleaned_data["names"].split(",")]
