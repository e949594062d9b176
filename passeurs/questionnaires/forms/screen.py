"""The Django form of one screen, built from its questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from passeurs.core import registry
from passeurs.core.forms import Form
from passeurs.core.geo.commune import find_commune
from passeurs.people.forms.account import CommuneField, commune_label
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Answer, Question

# Limits where a question sets none of its own.
LIMITS = {Kind.SHORT_TEXT: 200, Kind.LONG_TEXT: 2000, Kind.FILE: 5, Kind.VOICE: 10, Kind.VIDEO: 40}
SCALE_SIZE = 5
Choices = list[tuple[str, str]]


def _choices(question: Question) -> Choices:
    return [(option, option) for option in question.options]


def _degrees(question: Question) -> list[tuple[int, str]]:
    """The degrees of a scale; its two ends say what they mean."""
    size = question.scale_size or SCALE_SIZE
    ends = {1: question.options[0], size: question.options[-1]} if question.options else {}
    return [(n, f"{n} · {ends[n]}" if n in ends else str(n)) for n in range(1, size + 1)]


def _text(question: Question, known: dict[str, Any], cities: Choices) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 6}) if question.kind == Kind.LONG_TEXT else forms.TextInput()
    return forms.CharField(max_length=question.max_length or LIMITS[Kind(question.kind)], widget=widget, **known)


def _upload(question: Question, known: dict[str, Any], cities: Choices) -> forms.Field:
    media = {Kind.VOICE: "audio", Kind.VIDEO: "video"}.get(Kind(question.kind), "")
    receive = next(iter(registry.upload_fields))
    return receive(media=media, max_mb=question.max_mb or LIMITS[Kind(question.kind)], **known)


Build = Callable[[Question, dict[str, Any], Choices], forms.Field]
FIELDS: dict[str, Build] = {
    Kind.SHORT_TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHOICE: lambda q, known, cities: forms.ChoiceField(choices=_choices(q), widget=forms.RadioSelect, **known),
    Kind.CHOICES: lambda q, known, cities: forms.MultipleChoiceField(
        choices=_choices(q), widget=forms.CheckboxSelectMultiple, **known
    ),
    Kind.SCALE: lambda q, known, cities: forms.TypedChoiceField(
        choices=_degrees(q), coerce=int, empty_value=None, widget=forms.RadioSelect, **known
    ),
    Kind.DATE: lambda q, known, cities: forms.DateField(**known),
    Kind.CITY: lambda q, known, cities: forms.ChoiceField(choices=[("", _("Choisis une ville")), *cities], **known),
    Kind.COMMUNE: lambda q, known, cities: CommuneField(
        max_length=80, widget=forms.TextInput({"autocomplete": "postal-code"}), **known
    ),
    Kind.LINK: lambda q, known, cities: forms.URLField(
        max_length=500, assume_scheme="https", widget=forms.URLInput({"placeholder": "https://"}), **known
    ),
    Kind.FILE: _upload,
    Kind.VOICE: _upload,
    Kind.VIDEO: _upload,
    Kind.CONSENT: lambda q, known, cities: forms.BooleanField(**known),
}  # fmt: skip


def field_name(question: Question) -> str:
    """The name of a question in its form."""
    return f"q-{question.pk}"


class ScreenForm(Form):
    """Questions (those of a screen, or one alone) as fields `q-<pk>`, in order.

    With `is_draft`, nothing is required yet: what is typed is kept as it is. `cities` are the choices of city
    questions. `values()` holds what is valid, even when something else is not: nothing typed is lost.
    """

    def __init__(
        self,
        *args: Any,
        questions: list[Question],
        answers: dict[int, Answer],
        cities: Choices,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.answers = answers
        for question in self.questions:
            answer = answers.get(question.pk)
            is_kept = question.is_upload and answer is not None
            known = {
                "label": question.label,
                "help_text": question.help,
                "required": question.is_required and not is_draft and not is_kept,
                "initial": None if question.is_upload else self._shown(question, answer),
            }
            field: Any = FIELDS[question.kind](question, known, cities)
            field.is_needed_later = question.is_required
            self.fields[field_name(question)] = field

    @staticmethod
    def _shown(question: Question, answer: Answer | None) -> Any:
        if answer is None:
            return None
        if question.kind == Kind.COMMUNE:
            commune = find_commune(answer.value)
            return commune_label(commune) if commune else answer.value
        return answer.value

    def rows(self) -> list[tuple[Question, forms.BoundField, Answer | None]]:
        """Each question with its field and the answer that is kept."""
        return [(q, self[field_name(q)], self.answers.get(q.pk)) for q in self.questions]

    def values(self) -> dict[Question, Any]:
        """Cleaned values by question, as `Answer.value` keeps them; wrong ones and files not sent again left out."""
        found: dict[Question, Any] = {}
        for question in self.questions:
            name = field_name(question)
            if name not in self.cleaned_data:
                continue
            value = self.cleaned_data[name]
            if question.is_upload and value is None:
                if self.data.get(f"{name}-remove"):
                    found[question] = None
                continue
            found[question] = value.isoformat() if isinstance(value, dt.date) else value
        return found
