"""Reads of imports: what a column may mean, what its first rows hold."""

from __future__ import annotations

from django.db.models import F

from passeurs.questionnaires.models import Question
from passeurs.recruitment.importers import typeform
from passeurs.recruitment.models import Call, Intake

SAMPLE = 3


def question_columns(call: Call) -> list[tuple[str, str, list[str]]]:
    """(key, label, options) of the questions that a text can answer."""
    rows = Question.objects.filter(screen__questionnaire=call.questionnaire_id).order_by(
        F("screen__position").asc(), "position"
    )
    return [(one.key, one.label, one.options if one.kind == "choices" else []) for one in rows if not one.is_upload]


def sample_columns(intake: Intake) -> list[tuple[int, str, list[str]]]:
    """(number, header, first filled cells) of each column."""
    header, rows = typeform.read_table(intake.content)
    return [
        (number, title, [row[number][:60] for row in rows if number < len(row) and row[number].strip()][:SAMPLE])
        for number, title in enumerate(header)
    ]
