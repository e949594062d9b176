"""Reads of reading: one's list, the board, scores by file, redacted answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from passeurs.people.models import Person
from passeurs.questionnaires.models import Answer
from passeurs.recruitment.allocation.calibrate import severities
from passeurs.recruitment.choices import IN_READING
from passeurs.recruitment.models import Application, Call, Reading

REDACTED = "▒▒▒▒"
GAP = 1.5
_OUTSIDE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|www\.\S+|@\w{2,}|(?:\+33|0)[\s.]?\d(?:[\s.-]?\d{2}){4}")
_SCHOOL = re.compile(r"\b(?i:lycée|collège|cfa|école|université)(?:\s+[A-ZÀ-Ý][\w’'-]+){1,3}")


@dataclass(frozen=True)
class ReaderLine:
    """One reader of the board. `severity` is what they give above the others on the same files."""

    name: str
    given: int
    assigned: int
    severity: float


@dataclass(frozen=True)
class CityLine:
    """One city: its places, how many files are read twice, how many pass at each threshold (0, 0.5 … 5)."""

    pk: int
    name: str
    places: int
    files: int
    read: int
    passing: list[tuple[str, int]]


def redact(text: str, names: Iterable[str]) -> str:
    """The text without addresses, links, numbers, schools, nor these names; each is masked the same way."""
    masked = _SCHOOL.sub(REDACTED, _OUTSIDE.sub(REDACTED, text))
    for name in names:
        for word in name.split():
            if len(word) > 2:
                masked = re.sub(rf"\b{re.escape(word)}\b", REDACTED, masked, flags=re.IGNORECASE)
    return masked


def read_answers(application: Application) -> list[tuple[str, str]]:
    """(question, redacted answer) of what readers may read: nothing identifying, no file."""
    rows = Answer.objects.filter(
        response=application.response_id, question__is_read=True, question__is_identifying=False, file=""
    ).select_related("question__screen")
    names = (application.first_name, application.last_name, application.guardian_name)
    found = []
    for row in rows.order_by("question__screen__position", "question__position"):
        value = ", ".join(map(str, row.value)) if isinstance(row.value, list) else row.value
        if not isinstance(value, bool) and str(value).strip():
            found.append((row.question.label, redact(str(value), names)))
    return found


def my_readings(person: Person) -> QuerySet[Reading]:
    """What this person has to read or has read, what waits first."""
    rows = Reading.objects.filter(reader=person, conflict_at__isnull=True)
    return rows.select_related("application__call", "application__track").order_by("given_at", "pk")


def given_scores(call: Call) -> list[tuple[int, int, float]]:
    """(file, reader, score) of every reading given."""
    rows = Reading.objects.filter(application__call=call, given_at__isnull=False, conflict_at__isnull=True)
    told = rows.exclude(score=None).values_list("application", "reader", "score")
    return [(file, reader, score or 0.0) for file, reader, score in told]


def file_scores(call: Call) -> dict[int, tuple[float, int, float]]:
    """By file: calibrated score, how many readings, the gap between the two furthest. One query."""
    readings = given_scores(call)
    severity = severities(readings)
    by_file: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for file, reader, score in readings:
        by_file[file].append((score - severity[reader], score))
    return {
        file: (sum(one for one, _raw in rows) / len(rows), len(rows), max(r for _, r in rows) - min(r for _, r in rows))
        for file, rows in by_file.items()
    }


def reader_lines(call: Call) -> list[ReaderLine]:
    """The readers of a call with their severity. Two queries."""
    severity = severities(given_scores(call))
    mine = Q(readings__application__call=call, readings__conflict_at__isnull=True)
    people = Person.objects.filter(mine).annotate(
        assigned=Count("readings", filter=mine),
        given=Count("readings", filter=mine & Q(readings__given_at__isnull=False)),
    )
    return [
        ReaderLine(one.public_name, one.given, one.assigned, severity.get(one.pk, 0.0))
        for one in people.select_related("profile").order_by("first_name", "pk")
    ]


def in_reading(call: Call) -> QuerySet[Application]:
    """The files that are read: sent, complete, not a trial, and not answered."""
    rows = call.applications.real().filter(status__in=IN_READING)
    return rows.exclude(rows.incomplete())


def city_lines(call: Call) -> list[CityLine]:
    """What each threshold would let through, by city, before it is set. Three queries."""
    scores = file_scores(call)
    files: dict[int, list[int]] = defaultdict(list)
    for pk, city in in_reading(call).values_list("pk", "season_city"):
        files[city].append(pk)
    steps = [half / 2 for half in range(11)]
    found = []
    for row in call.season_cities.select_related("city").order_by("city__name"):
        told = [scores[pk][0] for pk in files[row.pk] if pk in scores]
        passing = [(f"{step:g}".replace(".", ","), sum(one >= step for one in told)) for step in steps]
        found.append(CityLine(row.pk, row.city.name, row.place_count, len(files[row.pk]), len(told), passing))
    return found
