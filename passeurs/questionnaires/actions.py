"""Writes of questionnaires: forms made, ordered, duplicated, frozen; answers kept."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.questionnaires import rules
from passeurs.questionnaires.choices import UPLOADS
from passeurs.questionnaires.models import Answer, Question, Questionnaire, Response, Screen

DEFAULT_FORM = "candidature.toml"


@transaction.atomic
def make_questionnaire(*, by: Person, title: str) -> Questionnaire:
    """An empty form."""
    rules.can_write_questionnaires(by).or_refuse()
    questionnaire = Questionnaire.objects.create(title=title)
    journal.record(actor=by, verb="make_questionnaire", subject=questionnaire)
    return questionnaire


@transaction.atomic
def make_default_questionnaire(*, by: Person) -> Questionnaire:
    """The form that is shipped: about ten minutes, in plain words."""
    rules.can_write_questionnaires(by).or_refuse()
    text = (resources.files("passeurs.questionnaires") / "data" / DEFAULT_FORM).read_text(encoding="utf-8")
    data = tomllib.loads(text)
    questionnaire = Questionnaire.objects.create(title=data["title"])
    for number, theme in enumerate(data["screen"], start=1):
        questions = theme.pop("question")
        screen = Screen.objects.create(questionnaire=questionnaire, position=number, **theme)
        Question.objects.bulk_create(
            Question(screen=screen, position=position, **fields) for position, fields in enumerate(questions, start=1)
        )
    journal.record(actor=by, verb="make_questionnaire", subject=questionnaire)
    return questionnaire


@transaction.atomic
def duplicate_questionnaire(*, questionnaire: Questionnaire, by: Person) -> Questionnaire:
    """The next version of a form, free to change; questions keep their keys, so that versions compare."""
    rules.can_write_questionnaires(by).or_refuse()
    family = Questionnaire.objects.select_for_update().filter(family=questionnaire.family)
    version = 1 + max(family.values_list("version", flat=True))
    copy = Questionnaire.objects.create(family=questionnaire.family, version=version, title=questionnaire.title)
    for screen in questionnaire.screens.prefetch_related("questions"):
        questions = list(screen.questions.all())
        screen.pk, screen.questionnaire = None, copy
        screen.save(force_insert=True)
        for question in questions:
            question.pk, question.screen = None, screen
        Question.objects.bulk_create(questions)
    journal.record(actor=by, verb="duplicate_questionnaire", subject=copy, data={"from": questionnaire.pk})
    return copy


@transaction.atomic
def freeze_questionnaire(*, questionnaire: Questionnaire, by: Person, at: dt.datetime | None = None) -> Questionnaire:
    """Freeze a form: from now on it can be answered, and not changed. Freezing twice is freezing once."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if questionnaire.frozen_at:
        return questionnaire
    (rules.can_write_questionnaires(by) and rules.can_freeze_questionnaire(questionnaire)).or_refuse()
    questionnaire.frozen_at = at or clock.now()
    questionnaire.save(update_fields=["frozen_at"])
    journal.record(actor=by, verb="freeze_questionnaire", subject=questionnaire, at=at)
    return questionnaire


@transaction.atomic
def save_questionnaire(*, questionnaire: Questionnaire, by: Person, title: str) -> None:
    """Change the title of a form."""
    rules.can_change_questionnaire(by, questionnaire).or_refuse()
    questionnaire.title = title
    questionnaire.save(update_fields=["title"])
    journal.record(actor=by, verb="change_questionnaire", subject=questionnaire)


def _save_part(part: Screen | Question, siblings: Any, questionnaire: Questionnaire, by: Person) -> None:
    rules.can_change_questionnaire(by, questionnaire).or_refuse()
    if part.pk is None:
        part.position = 1 + (siblings.aggregate(last=Max("position"))["last"] or 0)
    part.save()
    journal.record(actor=by, verb="change_questionnaire", subject=questionnaire)


@transaction.atomic
def save_screen(*, screen: Screen, by: Person, **fields: Any) -> Screen:
    """Change a screen, or add it at the end (`screen` unsaved)."""
    for name, value in fields.items():
        setattr(screen, name, value)
    _save_part(screen, screen.questionnaire.screens, screen.questionnaire, by)
    return screen


@transaction.atomic
def save_question(*, question: Question, by: Person, **fields: Any) -> Question:
    """Change a question, or add it at the end of its screen (`question` unsaved)."""
    for name, value in fields.items():
        setattr(question, name, value)
    _save_part(question, question.screen.questions, question.screen.questionnaire, by)
    return question


@transaction.atomic
def move_part(*, part: Screen | Question, by: Person, step: int) -> None:
    """Move a screen in its form, or a question in its screen, by one place up (-1) or down (1)."""
    questionnaire = part.questionnaire if isinstance(part, Screen) else part.screen.questionnaire
    rules.can_change_questionnaire(by, questionnaire).or_refuse()
    siblings: Any = questionnaire.screens if isinstance(part, Screen) else part.screen.questions
    rows = list(siblings.select_for_update())
    place = next(index for index, row in enumerate(rows) if row.pk == part.pk)
    target = min(max(place + step, 0), len(rows) - 1)
    rows.insert(target, rows.pop(place))
    for number, row in enumerate(rows, start=1):
        row.position = number
    type(part)._default_manager.bulk_update(rows, ["position"])
    journal.record(actor=by, verb="change_questionnaire", subject=questionnaire)


@transaction.atomic
def delete_part(*, part: Screen | Question, by: Person) -> None:
    """Take a screen with its questions, or a question, out of a form nobody answered."""
    questionnaire = part.questionnaire if isinstance(part, Screen) else part.screen.questionnaire
    rules.can_change_questionnaire(by, questionnaire).or_refuse()
    part.delete()
    journal.record(actor=by, verb="change_questionnaire", subject=questionnaire)


@transaction.atomic
def save_answers(*, response: Response, values: dict[Question, Any], at: dt.datetime | None = None) -> None:
    """Keep answers as they come; an emptied one is forgotten. Whoever calls has asked its own rule.

    `values` are the cleaned values of a `ScreenForm`; an upload without a new file is left out of it.
    Keystrokes leave no line in the journal.
    """
    at = at or clock.now()
    # The write comes first: it takes the row, so that two savings of one response take turns.
    Response.objects.filter(pk=response.pk).update(updated_at=at)
    new: list[Answer] = []
    known = {answer.question_id: answer for answer in response.answers.filter(question__in=values)}
    for question, value in values.items():
        answer = known.get(question.pk)
        if value in (None, "", [], False):
            if answer:
                _forget_file(answer)
                answer.delete()
            continue
        answer = answer or Answer(response=response, question=question)
        if question.kind in UPLOADS:
            _forget_file(answer)
            answer.file.save(f"f.{value.extension}", ContentFile(value.content), save=False)
            value = {"mime": value.mime, "size": len(value.content)}
        answer.value, answer.updated_at = value, at
        if answer.pk:
            answer.save()
        else:
            new.append(answer)
    Answer.objects.bulk_create(new)


def _forget_file(answer: Answer) -> None:
    """The file goes from the disk once the change is certain."""
    if answer.file:
        storage, name = answer.file.storage, str(answer.file.name)
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def erase_response(*, response: Response) -> None:
    """Delete every answer and file; the response stays, empty, for whoever holds it."""
    for answer in response.answers.all():
        _forget_file(answer)
    response.answers.all().delete()
    journal.record(verb="erase_response", subject=response)
