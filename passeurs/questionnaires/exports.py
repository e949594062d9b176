"""The answers to a form as CSV: one row a response, by number, never by name."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.questionnaires.models import Questionnaire
from passeurs.questionnaires.queries import answer_text, screens_of


def answers_csv(questionnaire: Questionnaire, cities: dict[str, str]) -> StreamingHttpResponse:
    """One column a question; questions that may tell who answers are left out."""
    questions = [
        question
        for screen in screens_of(questionnaire)
        for question in screen.questions.all()
        if not question.is_identifying
    ]
    header = ["numéro", "modifiée le", *(question.label for question in questions)]

    def rows() -> Iterator[list[str]]:
        for response in questionnaire.responses.order_by("pk").prefetch_related("answers").iterator(chunk_size=500):
            values = {answer.question_id: answer.value for answer in response.answers.all()}
            texts = [answer_text(question, values.get(question.pk), cities) for question in questions]
            yield [str(response.pk), response.updated_at.date().isoformat(), *texts]

    return csv_response(f"reponses-questionnaire-{questionnaire.pk}", header, rows())
