"""A track with its criteria."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import ModelForm
from passeurs.recruitment.models import Track


class TrackChoice(forms.ModelChoiceField):
    """A track by its name."""

    def label_from_instance(self, obj: Track) -> str:
        """« Critique »."""
        return obj.name


CRITERIA = 8
MAX_WEIGHT = 10


class TrackForm(ModelForm):
    """A track with its weighted criteria: a blank line is no criterion."""

    class Meta:
        model = Track
        fields = ["name", "presentation"]
        widgets = {"presentation": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(self.instance.criteria.all()) if self.instance.pk else []
        for number in range(CRITERIA):
            criterion = known[number] if number < len(known) else None
            self.fields[f"label-{number}"] = forms.CharField(
                label=_("Critère %(n)s") % {"n": number + 1},
                max_length=200,
                required=False,
                initial=criterion.label if criterion else "",
            )
            self.fields[f"weight-{number}"] = forms.IntegerField(
                label=_("Poids du critère %(n)s") % {"n": number + 1},
                min_value=1,
                max_value=MAX_WEIGHT,
                required=False,
                initial=criterion.weight if criterion else 1,
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each criterion with its weight."""
        return [(self[f"label-{n}"], self[f"weight-{n}"]) for n in range(CRITERIA)]

    def criteria(self) -> list[tuple[str, int]]:
        """Those that say something: label and weight."""
        pairs = [(self.cleaned_data[f"label-{n}"], self.cleaned_data[f"weight-{n}"] or 1) for n in range(CRITERIA)]
        return [(label, weight) for label, weight in pairs if label]
