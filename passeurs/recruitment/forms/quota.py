"""Forms of quotas: a share and two bounds by value, and reference shares from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.recruitment.queries.draw import Category
from passeurs.recruitment.queries.quota import Line


class QuotasForm(Form):
    """By value: `share-<category>-<rank>` in percent, `low-…` and `high-…` in places. An empty field binds nothing."""

    def __init__(self, data: Any, *, lines: list[tuple[Category, list[Line]]]) -> None:
        super().__init__(data)
        self.lines = lines
        for category, values in lines:
            for rank, line in enumerate(values):
                words, end = {"what": f"{category.label} : {line.value}"}, f"{category.key}-{rank}"
                self.fields[f"share-{end}"] = forms.FloatField(
                    label=_now("Part de référence en %%, %(what)s") % words,
                    required=False,
                    min_value=0,
                    max_value=100,
                    initial=line.share,
                    localize=True,
                    widget=forms.TextInput({"inputmode": "decimal"}),
                )
                for side, label, initial in (
                    ("low", _now("Minimum, %(what)s"), line.minimum),
                    ("high", _now("Maximum, %(what)s"), line.maximum),
                ):
                    self.fields[f"{side}-{end}"] = forms.IntegerField(
                        label=label % words, required=False, min_value=0, max_value=100_000, initial=initial
                    )

    def groups(self) -> list[tuple[Category, list[tuple[Line, Any, Any, Any]]]]:
        """For the page: each category with (line, share's field, minimum's field, maximum's field)."""
        return [
            (
                category,
                [
                    (line, self[f"share-{end}"], self[f"low-{end}"], self[f"high-{end}"])
                    for rank, line in enumerate(values)
                    for end in [f"{category.key}-{rank}"]
                ],
            )
            for category, values in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """The bounds as `rows`; a minimum above its maximum is said."""
        data = super().clean() or {}
        rows = []
        for category, values in self.lines:
            for rank, line in enumerate(values):
                share, low, high = (data.get(f"{side}-{category.key}-{rank}") for side in ("share", "low", "high"))
                if low is not None and high is not None and low > high:
                    self.add_error(f"low-{category.key}-{rank}", _("Le minimum dépasse le maximum."))
                rows.append((category.key, line.value, share, low, high))
        data["rows"] = rows
        return data


class SharesForm(Form):
    """Reference shares, as lines of a CSV file."""

    text = forms.CharField(
        label=_("Parts de référence, une par ligne"),
        help_text=_(
            "code INSEE;catégorie;valeur;part. « ;Âge;17;18,5 » vaut pour tout l’appel, « 21231;Âge;17;16 » pour Dijon."
            " Ces parts se trouvent dans le recensement de l’Insee."
        ),
        max_length=100_000,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
    )
