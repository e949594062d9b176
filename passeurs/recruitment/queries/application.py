"""Applications: the steps of a file and what is missing, the lists of the team, what leaves with an export."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core import clock
from passeurs.core.number import read_number
from passeurs.core.registry import Figure
from passeurs.people.models import Person, PrivateLink
from passeurs.people.queries import find_link, is_team
from passeurs.programme.queries import followed_cities
from passeurs.questionnaires.models import Answer, Screen
from passeurs.questionnaires.queries import answers_by_question, export_answers, missing_questions, screens_of
from passeurs.recruitment.choices import IN_READING, OPEN_STATUSES, SENT, CallState, Status
from passeurs.recruitment.models import (
    Application,
    ApplicationQuerySet,
    Call,
    Correction,
    Note,
    ReaderProfile,
    Reading,
)
from passeurs.recruitment.queries.place import without_seat

# What the links of a candidate and of a guardian open, and for how long.
CANDIDATE_LINK = "application"
GUARDIAN_LINK = "guardian"
KEY_DAYS = 60
ANSWERED_DAYS = 400


@dataclass(frozen=True)
class Step:
    """One screen of a file: its number from 1, its title and address, whether something required is missing."""

    number: int
    title: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Filing:
    """A file with its form read once: screens, answers, steps, and what is missing by step."""

    application: Application
    screens: list[Screen]
    answers: dict[int, Answer]
    steps: list[Step]
    missing: list[tuple[Step, str]]

    @property
    def next_url(self) -> str:
        """Where to go on: the first step with something missing, else the last."""
        return next((step.url for step in self.steps if not step.is_done), self.steps[-1].url)


def open_link(token: str, purpose: str) -> tuple[PrivateLink | None, bool]:
    """The link of a token, and whether it still opens."""
    link = find_link(token, purpose)
    return link, bool(link and link.is_open(clock.now()))


def with_call(pk: int) -> Application | None:
    """A file with what its pages show."""
    return (
        Application.objects.select_related(
            "call__charter", "call__season", "season_city__city", "track", "response__questionnaire", "guardianship"
        )
        .filter(pk=pk, anonymised_at__isnull=True)
        .first()
    )


def missing_identity(application: Application) -> list[str]:
    """What is missing of who the candidate is."""
    asked = [
        (application.first_name, _("ton prénom")),
        (application.last_name, _("ton nom")),
        (application.email, _("ton adresse e-mail")),
        (application.born_on, _("ta date de naissance")),
        (application.commune_code, _("ta commune")),
        (application.track_id or not application.call.tracks.exists(), _("le parcours choisi")),
    ]
    if application.is_minor(clock.today()):
        asked.append((application.guardian_email, _("l’adresse e-mail de ton parent ou responsable")))
    return [label for value, label in asked if not value]


def missing_parts(application: Application) -> list[str]:
    """Everything that is missing before sending, in words."""
    screens = screens_of(application.response.questionnaire)
    answers = answers_by_question(application.response)
    asked = [f"« {question.label} »" for _number, question in missing_questions(screens, answers)]
    return missing_identity(application) + asked


def read_filing(application: Application, token: str) -> Filing:
    """The file, its form, its steps."""
    screens = screens_of(application.response.questionnaire)
    answers = answers_by_question(application.response)
    lacks = missing_questions(screens, answers)
    who = missing_identity(application)
    lacking = {number for number, _question in lacks}
    me = Step(1, _("Toi"), reverse("recruitment:save-identity", args=[token]), not who)
    themes = [
        Step(
            n + 1,
            screen.title,
            reverse("recruitment:answer-screen", args=[token, n]),
            _is_done(screen, n, lacking, answers),
        )
        for n, screen in enumerate(screens, start=1)
    ]
    last = Step(
        len(screens) + 2,
        _("Vérifier et envoyer"),
        reverse("recruitment:submit-application", args=[token]),
        application.status != Status.DRAFT,
    )
    missing = [(me, label) for label in who] + [(themes[n - 1], question.label) for n, question in lacks]
    return Filing(application, screens, answers, [me, *themes, last], missing)


def _is_done(screen: Screen, number: int, lacking: set[int], answers: dict[int, Answer]) -> bool:
    """Nothing required is missing, and something was said (or nothing is required)."""
    questions = list(screen.questions.all())
    return number not in lacking and (
        any(question.pk in answers for question in questions) or not any(q.is_required for q in questions)
    )


def city_choices(call: Call) -> list[tuple[str, str]]:
    """The cities of a call by INSEE code."""
    rows = call.season_cities.select_related("city").order_by("city__name")
    return [(row.city.insee, row.city.name) for row in rows]


def status_steps(application: Application) -> tuple[list[str], int]:
    """Where a sent file stands: labels, and how many are done."""
    labels = [_("Envoyée"), _("Étudiée"), _("Réponse"), _("Place confirmée")]
    reached = {
        Status.NEW: 1,
        Status.WAITING: 1,
        Status.PRESELECTED: 2,
        Status.BACKUP: 2,
        Status.VALIDATED: 4 if application.confirmed_at else 3,
    }
    if application.status == Status.REJECTED:
        return labels[:3], 3
    return labels, reached.get(Status(application.status), 0)


def export_application(application: Application) -> dict[str, Any]:
    """Everything a file holds, ready for JSON."""
    cities = dict(city_choices(application.call))
    guardianship = application.guardianship
    return {
        "candidature": application.pk,
        "appel": application.call.title,
        "ville": application.season_city.city.name,
        "parcours": application.track.name if application.track else "",
        "état": application.get_status_display(),
        "prénom": application.first_name,
        "nom": application.last_name,
        "adresse": application.email,
        "date de naissance": application.born_on,
        "commune": application.commune_code,
        "commencée": application.started_at,
        "envoyée": application.submitted_at,
        "décidée": application.decided_at,
        "motif": application.reason,
        # Not before everybody is answered.
        "retour": application.feedback if application.decided_at and application.feedback_approved_at else "",
        "non recevable": application.ineligible_why if application.decided_at else "",
        "charte acceptée": application.charter_accepted_at,
        "accord parental": {
            "à qui": guardianship.email,
            "état": guardianship.get_state_display(),
            "répondu": guardianship.answered_at,
        }
        if guardianship
        else None,
        "réponses": export_answers(application.response, cities),
        "corrections": [
            {"demandée": row.asked_at, "message": row.message, "répondue": row.answered_at}
            for row in application.corrections.all()
        ],
    }


SORTS = {
    "": ("submitted_at", "pk"),
    "-envoi": ("-submitted_at", "-pk"),
    "nom": ("last_name", "first_name", "pk"),
    "age": ("age", "pk"),
    "ville": ("season_city__city__name", "submitted_at", "pk"),
}


@dataclass(frozen=True)
class StatusCount:
    """How many files have a status."""

    status: str
    label: str
    count: int


def seen_applications(person: Person, call: Call) -> ApplicationQuerySet:
    """The files of a call that this person may read: never a draft; trials for the team only."""
    rows = Application.objects.filter(call=call).exclude(status=Status.DRAFT)
    if is_team(person):
        return rows
    return rows.real().filter(season_city__city__in=followed_cities(person))


def with_list_columns(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """What a line of the list shows."""
    corrections = Correction.objects.filter(application=OuterRef("pk"), answered_at__isnull=True)
    return rows.select_related("season_city__city", "track", "guardianship").annotate(
        has_open_correction=Exists(corrections)
    )


def filter_applications(rows: ApplicationQuerySet, filters: dict[str, Any]) -> ApplicationQuerySet:
    """The list's filters: q, city (INSEE), status, age, file (complete or waiting), track, test, sort."""
    rows = rows.filter(is_test=bool(filters.get("test")))
    for word in (filters.get("q") or "").split()[:5]:
        found = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        number = read_number(word)
        rows = rows.filter(found if number is None else found | Q(pk=number))
    if filters.get("city"):
        rows = rows.filter(season_city__city__insee=filters["city"])
    if filters.get("status"):
        rows = rows.filter(status=filters["status"])
    if filters.get("age"):
        rows = rows.filter(age=filters["age"])
    if filters.get("track"):
        rows = rows.filter(track_id=filters["track"])
    if filters.get("label"):
        rows = rows.filter(labels=filters["label"])
    if filters.get("file") == "owed":
        rows = rows.filter(status__in=IN_READING, planned_status="")
    elif filters.get("file") == "returned":
        rows = rows.filter(mail_returned_at__isnull=False)
    elif filters.get("file") == "seatless":
        rows = without_seat(rows)
    elif filters.get("file"):
        incomplete = ApplicationQuerySet.incomplete()
        rows = rows.filter(incomplete if filters["file"] == "waiting" else ~incomplete)
    return rows.order_by(*SORTS.get(filters.get("sort") or "", SORTS[""]))


def status_counts(rows: ApplicationQuerySet) -> list[StatusCount]:
    """How many files by status, those without any left out."""
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    return [StatusCount(str(value), str(label), counts[value]) for value, label in Status.choices if value in counts]


def application_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Files that wait for a decision, of all that were sent to the latest call: one query."""
    latest = Call.objects.exclude(state=CallState.DRAFT).order_by("-opens_at", "pk").values("pk")[:1]
    rows = Application.objects.real().filter(call=Subquery(latest))
    if not is_team(person):
        rows = rows.filter(season_city__city__in=followed_cities(person))
    sent, left = Q(status__in=SENT), Q(status__in=OPEN_STATUSES)
    found = rows.order_by().values("call").annotate(sent=Count("pk", filter=sent), left=Count("pk", filter=left))
    return [
        Figure(
            _("Candidatures sans réponse"),
            row["left"],
            reverse("recruitment:application-list", args=[row["call"]]),
            of=row["sent"],
            order=25,
        )
        for row in found
    ]


def export_applications(person: Person) -> list[dict[str, Any]]:
    """The person's files, by account or by address, for their own export."""
    mine = Q(person=person) | Q(person=None, email=person.email)
    rows = Application.objects.filter(mine, anonymised_at__isnull=True).select_related(
        "call", "season_city__city", "track", "response", "guardianship"
    )
    files = [export_application(row) for row in rows.order_by(F("started_at"))]
    profile = ReaderProfile.objects.filter(person=person).first()
    told = (
        {"profil de lecture": {"au plus": profile.capacity, "parcours": profile.tracks, "connaît": profile.knows}}
        if profile
        else None
    )
    return [*files, *([told] if told else []), *_export_readings(person)]


def _export_readings(person: Person) -> list[dict[str, Any]]:
    """What a reader wrote of files, by their numbers: never a candidate's name."""
    readings = Reading.objects.filter(reader=person).order_by("assigned_at", "pk")
    notes = Note.objects.filter(author=person).order_by("made_at", "pk")
    return [
        *({"lecture": row.application_id, "mot": row.comment, "retrait": row.conflict_why} for row in readings),
        *({"note interne": row.application_id, "le": row.made_at, "texte": row.text} for row in notes),
    ]
