"""What a candidate sees: the steps of a file, what is missing, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core import clock
from passeurs.people.models import PrivateLink
from passeurs.people.queries import find_link
from passeurs.questionnaires.models import Answer, Screen
from passeurs.questionnaires.queries import answers_by_question, export_answers, missing_questions, screens_of
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, Call

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
            "call__charter", "call__season", "season_city__city", "track", "response", "guardianship"
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
