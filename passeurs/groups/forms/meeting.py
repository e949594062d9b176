"""Dates, two lines, excuses, the end of a group."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.core.templatetags.words import moment

OTHER = "autre"


class PlanForm(Form):
    """A date among those that suit all, or another."""

    choice = forms.ChoiceField(label=_("Quand"), widget=forms.RadioSelect)
    other = forms.DateTimeField(
        label=_("Une autre date"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    place = forms.CharField(label=_("Où"), max_length=200, required=False)
    agenda = forms.CharField(
        label=_("De quoi on parle"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, suggested: list[dt.datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = {f"{one:%Y-%m-%dT%H:%M}": one for one in (timezone.localtime(when) for when in suggested)}
        fields: Any = self.fields
        fields["choice"].choices = [
            *((value, moment(when)) for value, when in self.suggested.items()),
            (OTHER, _now("À une autre date")),
        ]

    def clean(self) -> dict[str, Any]:
        """The moment chosen, as `starts_at`."""
        data = super().clean() or {}
        chosen = data.get("choice")
        if chosen == OTHER:
            if not data.get("other") and "other" not in self.errors:
                self.add_error("other", _("Indique la date et l’heure."))
            data["starts_at"] = data.get("other")
        else:
            data["starts_at"] = self.suggested.get(chosen or "")
        return data


class SummaryForm(Form):
    """What came of a meeting, in two lines."""

    summary = forms.CharField(
        label=_("En deux lignes"),
        help_text=_("Ce que vous avez vu, fait, décidé."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
