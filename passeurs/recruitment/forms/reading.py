"""A reading, the profile of who reads, the threshold of a city."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passeurs.core.forms import Form
from passeurs.recruitment.models import Criterion, Reading
from passeurs.recruitment.models.reading import HIGHEST


class ReadingForm(Form):
    """One scale a criterion of the file's track, and a word that the person may read."""

    comment = forms.CharField(
        label=_("Un mot utile pour la personne"),
        help_text=_("Ce qui était bien, ce qui a manqué. Il nourrit sa réponse ; il n’est jamais envoyé tel quel."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, *, criteria: list[Criterion], reading: Reading, auto_id: str = "id_%s") -> None:
        told = {f"score-{pk}": score for pk, score in reading.scores.items()}
        super().__init__(data, initial={"comment": reading.comment, **told}, auto_id=auto_id)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"score-{one.pk}"] = forms.TypedChoiceField(
                label=one.label,
                choices=[(value, str(value)) for value in range(HIGHEST + 1)],
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.order_fields([f"score-{one.pk}" for one in criteria])

    def score_fields(self) -> list[Any]:
        """The scales, in the order of the criteria."""
        return [self[f"score-{one.pk}"] for one in self.criteria]

    def scores(self) -> dict[int, int]:
        """Scores by criterion."""
        return {one.pk: self.cleaned_data[f"score-{one.pk}"] for one in self.criteria}


class ProfileForm(Form):
    """What a reader can take, and whom they know."""

    capacity = forms.IntegerField(
        label=_("Candidatures au plus, par appel"),
        help_text=_("L’équipe ne vous en confie jamais plus."),
        min_value=1,
        max_value=1000,
    )
    tracks = forms.MultipleChoiceField(
        label=_("Parcours que vous lisez"),
        help_text=_("Aucun coché : tous."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    knows = forms.CharField(
        label=_("Noms de famille et établissements que vous connaissez"),
        help_text=_(
            "Un par ligne : votre nom, ceux de vos proches, le lycée où vous travaillez. Ces candidatures iront à"
            " quelqu’un d’autre. Seul le site lit cette liste."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["tracks"].choices = [(name, name) for name in names]


class ThresholdForm(Form):
    """A city and the score from which its files enter the draw."""

    city = forms.IntegerField(widget=forms.HiddenInput)
    value = forms.FloatField(min_value=0, max_value=HIGHEST)
