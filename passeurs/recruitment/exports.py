"""The list of applications as CSV, and the call in the shape of pass Culture's back office."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse

from passeurs.core.exports import csv_response
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Question
from passeurs.questionnaires.queries import answer_text, screens_of
from passeurs.recruitment.importers.pass_culture import CITY_QUESTION
from passeurs.recruitment.models import ApplicationQuerySet, Call
from passeurs.recruitment.queries.application import city_choices


def applications_csv(call: Call, rows: ApplicationQuerySet) -> StreamingHttpResponse:
    """One row a file, as the list shows it; no answer of the form."""
    header = [
        "numéro",
        "prénom",
        "nom",
        "adresse e-mail",
        "âge",
        "ville",
        "parcours",
        "état",
        "envoyée le",
        "en attente",
    ]
    lines = (
        [
            row.pk,
            row.first_name,
            row.last_name,
            row.email,
            row.age,
            row.season_city.city.name,
            row.track.name if row.track else "",
            row.get_status_display(),
            row.submitted_at.date().isoformat() if row.submitted_at else "",
            "oui" if row.waits_for_guardian or row.has_open_correction else "",  # type: ignore[attr-defined]
        ]
        for row in rows.iterator(chunk_size=500)
    )
    return csv_response(f"candidatures-{call.slug}", header, lines)


def _text(question: Question, value: Any, cities: dict[str, str]) -> str:
    """As one reads it; a day as machines write it, so that it can be read back."""
    return str(value) if question.kind == Kind.DATE else answer_text(question, value, cities)


def special_event(call: Call, rows: ApplicationQuerySet) -> dict[str, Any]:
    """SpecialEvent, Question, Response, Answer: the fields and the seven statuses of pass Culture.

    A question's `externalId` is its key, the same from one version of the form to the next. What may tell who
    answers, besides the address and the city, is left out.
    """
    screens = screens_of(call.questionnaire) if call.questionnaire else []
    city_question = {"externalId": CITY_QUESTION, "title": "Ville"}
    questions = [question for screen in screens for question in screen.questions.all() if not question.is_identifying]
    cities = dict(city_choices(call))
    responses = []
    for row in rows.filter(anonymised_at__isnull=True).select_related(None).prefetch_related("response__answers"):
        values = {answer.question_id: answer.value for answer in row.response.answers.all()}
        responses.append(
            {
                "externalId": str(row.pk),
                "dateSubmitted": row.submitted_at.isoformat() if row.submitted_at else None,
                "phoneNumber": None,
                "email": row.email,
                "status": row.status,
                "userId": None,
                "answers": [
                    {"questionExternalId": CITY_QUESTION, "text": row.season_city.city.name},
                    *(
                        {"questionExternalId": question.key, "text": _text(question, values[question.pk], cities)}
                        for question in questions
                        if question.pk in values
                    ),
                ],
            }
        )
    return {
        "externalId": call.slug,
        "title": call.title,
        "eventDate": call.season.starts_on.isoformat(),
        "endImportDate": call.closes_at.date().isoformat(),
        "offererId": None,
        "venueId": None,
        "questions": [
            city_question,
            *({"externalId": question.key, "title": question.label} for question in questions),
        ],
        "responses": responses,
    }
