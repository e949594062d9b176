"""Reads of reading: one's list, the board, scores by file, redacted answers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from passeurs.core.registry import Load
from passeurs.people.models import Person
from passeurs.questionnaires.models import Answer
from passeurs.recruitment.allocation.calibrate import severities
from passeurs.recruitment.choices import IN_READING, CallState, Eligibility, ReadingPhase
from passeurs.recruitment.models import Application, Call, Note, Reading, Track
from passeurs.recruitment.queries.place import free_places
from passeurs.recruitment.queries.redaction import redact

GAP = 1.5


@dataclass(frozen=True)
class ReaderLine:
    """One reader of the board. `severity` is what they give above the others on the same files."""

    name: str
    given: int
    assigned: int
    severity: float


@dataclass(frozen=True)
class CityLine:
    """One city: its free places, how many files are read twice, how many pass at each threshold (0, 0.5 … 5)."""

    pk: int
    name: str
    places: int
    files: int
    read: int
    passing: list[tuple[str, int]]


def _read_rows() -> QuerySet[Answer]:
    return Answer.objects.filter(question__is_read=True, question__is_identifying=False, file="")


def _shown(row: Answer, application: Application) -> str:
    value = ", ".join(map(str, row.value)) if isinstance(row.value, list) else row.value
    if isinstance(value, bool) or not str(value).strip():
        return ""
    return redact(str(value), (application.first_name, application.last_name, application.guardian_name))


def read_answers(application: Application) -> list[tuple[str, str]]:
    """(question, redacted answer) of what readers may read: nothing identifying, no file."""
    rows = _read_rows().filter(response=application.response_id).select_related("question__screen")
    told = [
        (row.question.label, _shown(row, application))
        for row in rows.order_by("question__screen__position", "question__position")
    ]
    return [(label, text) for label, text in told if text]


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
    """The files that are read: sent, complete, not a trial, not found ineligible, and not answered."""
    rows = call.applications.real().filter(status__in=IN_READING).exclude(eligibility=Eligibility.NO)
    return rows.exclude(rows.incomplete())


def city_lines(call: Call) -> list[CityLine]:
    """What each threshold would let through, by city, before it is set. Five queries."""
    scores = file_scores(call)
    files: dict[int, list[int]] = defaultdict(list)
    for pk, city in in_reading(call).values_list("pk", "season_city"):
        files[city].append(pk)
    steps = [half / 2 for half in range(11)]
    found = []
    cities = list(call.season_cities.select_related("city").order_by("city__name"))
    free = free_places(cities)
    for row in cities:
        told = [scores[pk][0] for pk in files[row.pk] if pk in scores]
        passing = [(f"{step:g}".replace(".", ","), sum(one >= step for one in told)) for step in steps]
        found.append(CityLine(row.pk, row.city.name, free[row.pk], len(files[row.pk]), len(told), passing))
    return found


@dataclass(frozen=True)
class Opinion:
    """What another reader gave, without their name: mean score, words."""

    number: int
    score: float | None
    comment: str


def other_opinions(reading: Reading) -> list[Opinion]:
    """The other readings given on the same file; names are left out, so that one discusses the file."""
    rows = Reading.objects.filter(application=reading.application_id, given_at__isnull=False, conflict_at=None)
    told = rows.exclude(pk=reading.pk).order_by("given_at", "pk")
    return [Opinion(number, one.score, one.comment) for number, one in enumerate(told, 1)]


def thread(application: Application, *, is_masked: bool) -> list[tuple[Note, str]]:
    """The internal thread with each text; masked for readers, who must not learn who the file is."""
    names = (application.first_name, application.last_name, application.guardian_name)
    rows = application.notes.select_related("author__profile")
    return [(note, redact(note.text, names) if is_masked else note.text) for note in rows]


def batch(person: Person, limit: int) -> list[Reading]:
    """The next files to read, with what one page needs of them. A few queries."""
    rows = my_readings(person).filter(
        given_at__isnull=True, application__call__reading_phase__in=[ReadingPhase.READING, ReadingPhase.DISCUSSION]
    )
    return list(rows.prefetch_related("application__track__criteria")[:limit])


def batch_answers(readings: list[Reading]) -> dict[int, list[tuple[str, str]]]:
    """By file of a batch, its redacted (question, answer) pairs. One query."""
    files = {one.application.response_id: one.application for one in readings}
    rows = _read_rows().filter(response__in=files).select_related("question__screen")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows.order_by("question__screen__position", "question__position"):
        application = files[row.response_id]
        text = _shown(row, application)
        if text:
            found[application.pk].append((row.question.label, text))
    return found


def detected_ties(call: Call) -> list[Reading]:
    """What keeps a reader from a file, said or detected."""
    rows = Reading.objects.filter(application__call=call, conflict_at__isnull=False)
    return list(rows.select_related("reader__profile", "application").order_by("-conflict_at", "pk")[:200])


def track_names() -> list[str]:
    """The tracks of calls that are not decided."""
    rows = Track.objects.exclude(call__state=CallState.DECIDED).values_list("name", flat=True)
    return sorted(set(rows))


def reading_loads(people: Collection[int], first: dt.date, last: dt.date) -> list[Load]:
    """Files that jurors have still to read, one line a call, due by the day its answer is promised. One query."""
    rows = Reading.objects.filter(
        reader__in=people,
        given_at__isnull=True,
        conflict_at__isnull=True,
        application__call__answer_on__range=(first, last),
    )
    counts = rows.values_list("reader", "application__call__title", "application__call__answer_on")
    return [
        Load(
            reader,
            answer_on,
            ngettext("%(n)s candidature à lire : %(call)s", "%(n)s candidatures à lire : %(call)s", count)
            % {"n": count, "call": title},
            reverse("recruitment:my-readings"),
        )
        for reader, title, answer_on, count in counts.annotate(count=Count("pk")).order_by("reader")
    ]
