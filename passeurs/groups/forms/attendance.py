"""Dates, two lines, excuses, the end of a group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form


class AttendanceForm(Form):
    """Who was there, among `members`: (membership, first name)."""

    # Sent even where nobody is ticked: nobody came is an answer too.
    roll = forms.BooleanField(widget=forms.HiddenInput, initial=True)
    there = forms.TypedMultipleChoiceField(
        label=_("Qui était là"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["there"].choices = members
        # Nobody is an answer, not an omission: « facultatif » would be wrong.
        fields["there"].is_needed_later = True
