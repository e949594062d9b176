"""Reads of questionnaires."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from passeurs.core.geo.communes import find_commune
from passeurs.core.templatetags.words import day
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Answer, Question, Questionnaire, Response, Screen


@dataclass(frozen=True)
class AnswerLine:
    """A question with its answer in words; `answer` is None when nothing was answered."""

    question: Question
    answer: Answer | None
    text: str


def questionnaire_list() -> QuerySet[Questionnaire]:
    """Every form, with `response_count` and `question_count`."""
    return Questionnaire.objects.annotate(
        response_count=Count("responses", distinct=True),
        question_count=Count("screens__questions", distinct=True),
    ).order_by("title", "-version")


def screens_of(questionnaire: Questionnaire) -> list[Screen]:
    """The screens in order, their questions prefetched (`screen.questions.all()` costs nothing more)."""
    return list(questionnaire.screens.prefetch_related(Prefetch("questions", Question.objects.order_by("position"))))


def answers_by_question(response: Response) -> dict[int, Answer]:
    """The answers by primary key of their question."""
    return {answer.question_id: answer for answer in response.answers.all()}


def is_answered(question: Question, answer: Answer | None) -> bool:
    """Whether there is an answer that says something; a consent has to be given."""
    if answer is None:
        return False
    return bool(answer.value) if question.kind != Kind.SCALE else answer.value is not None


def missing_questions(screens: list[Screen], answers: dict[int, Answer]) -> list[tuple[int, Question]]:
    """The required questions without an answer: number of their screen (from 1) and question."""
    return [
        (number, question)
        for number, screen in enumerate(screens, start=1)
        for question in screen.questions.all()
        if question.is_required and not is_answered(question, answers.get(question.pk))
    ]


def answer_lines(screen: Screen, answers: dict[int, Answer], cities: dict[str, str]) -> list[AnswerLine]:
    """The questions of a screen with their answers in words. `cities` names the values of city questions."""
    return [
        AnswerLine(question, found, answer_text(question, found.value if found else None, cities))
        for question in screen.questions.all()
        for found in [answers.get(question.pk)]
    ]


def answer_text(question: Question, value: Any, cities: dict[str, str]) -> str:
    """An answer as one reads it; empty when there is none."""
    if value in (None, "", []):
        return ""
    if question.kind == Kind.CHOICES:
        return ", ".join(value)
    if question.kind == Kind.SCALE:
        return _("%(value)s sur %(size)s") % {"value": value, "size": question.scale_size}
    if question.kind == Kind.DATE:
        return day(dt.date.fromisoformat(value))
    if question.kind == Kind.CITY:
        return cities.get(value, value)
    if question.kind == Kind.COMMUNE:
        commune = find_commune(value)
        return f"{commune.name} ({commune.department})" if commune else value
    if question.kind == Kind.CONSENT:
        return _("oui") if value else _("non")
    if question.is_upload:
        return f"{value['mime']}, {filesizeformat(value['size'])}"
    return str(value)


def export_answers(response: Response, cities: dict[str, str]) -> list[dict[str, Any]]:
    """Questions and answers, ready for JSON."""
    rows = response.answers.select_related("question__screen").order_by("question__screen__position", "question")
    return [{"question": row.question.label, "réponse": answer_text(row.question, row.value, cities)} for row in rows]
