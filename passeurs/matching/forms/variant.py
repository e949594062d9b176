"""Forms of variants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.matching.choices import WhatIf
from passeurs.people.choices import HalfDay


class WhatIfForm(Form):
    """One demand: what, of whom, where, when. What does not matter for it stays empty."""

    kind = forms.ChoiceField(label=_("Et si l’on demandait de…"), choices=WhatIf.choices)
    person = forms.TypedChoiceField(label=_("Personne"), coerce=int, required=False, empty_value=None)
    actor = forms.TypedChoiceField(label=_("Partenaire"), coerce=int, required=False, empty_value=None)
    half_day = forms.ChoiceField(label=_("Demi-journée"), choices=[("", "—"), *HalfDay.choices], required=False)

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], partners: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].choices = [("", "—"), *people]
        fields["actor"].choices = [("", "—"), *partners]
