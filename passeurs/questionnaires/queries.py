"""Reads of questionnaires."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from passeurs.core.geo.commune import find_commune
from passeurs.core.search.fold import fold
from passeurs.core.templatetags.words import day
from passeurs.questionnaires.choices import Kind
from passeurs.questionnaires.models import Answer, Question, Questionnaire, Response, Screen

# What a file may hold for « yes », folded.
YES = frozenset({"oui", "yes", "true", "1", "vrai", "x"})


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


def kept_bytes(answers: QuerySet[Answer]) -> int:
    """How much disk the files among these answers take."""
    return sum(value["size"] for value in answers.exclude(file="").values_list("value", flat=True))


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


def read_day(text: str) -> dt.date | None:
    """A day as files write it: « 2008-03-12 », « 12/03/2008 », with or without an hour. None for anything else."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text.strip()[:10], pattern).date()
        except ValueError:
            continue
    return None


def typed_values(question: Question, texts: list[str], cities: dict[str, str]) -> list[str]:
    """What one would have typed in the field of a question to get these texts: the inverse of `answer_text`.

    `texts` are the cells of a file: one, or one a choice. `cities` are names by INSEE code.
    """
    text = texts[0]
    if question.kind == Kind.CHOICES:
        whole = ", ".join(texts)
        return [one for one in question.options if one in whole] if len(texts) == 1 else texts
    if question.kind == Kind.SCALE:
        return [text.split(" ")[0]]
    if question.kind == Kind.CITY:
        return [next((insee for insee, name in cities.items() if fold(name) == fold(text)), text)]
    if question.kind == Kind.CONSENT:
        return ["on"] if fold(text) in YES else []
    if question.kind == Kind.DATE:
        read = read_day(text)
        return [read.isoformat() if read else text]
    return [text]


def export_answers(response: Response, cities: dict[str, str]) -> list[dict[str, Any]]:
    """Questions and answers, ready for JSON."""
    rows = response.answers.select_related("question__screen").order_by("question__screen__position", "question")
    return [{"question": row.question.label, "réponse": answer_text(row.question, row.value, cities)} for row in rows]
