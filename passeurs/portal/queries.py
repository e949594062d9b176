"""What the portal's pages gather from the domains below."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, Model, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Occurrence, Offer, Venue
from passeurs.catalogue.queries.proximity import beginning
from passeurs.core import registry
from passeurs.core.geo.nearby import nearest
from passeurs.people.actions import issue_link
from passeurs.people.choices import GuardianState, Role
from passeurs.people.models import Person
from passeurs.people.queries import active_grants
from passeurs.programme.models import City, ExamPause, Mandate
from passeurs.programme.queries import followed_cities
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import CANDIDATE_LINK, GUARDIAN_LINK

WEEKS = 6
ANSWERS_SINCE = dt.timedelta(days=180)
# INSEE code of the city where the demonstration’s own people live: Dijon.
HOME_CITY = "21231"
# The account that each button of /demo/ opens, made by `seed_demo`.
DEMO_ACCOUNTS = {
    "ambassador": "ines@demo.passeurs.example",
    "reader": "malo@demo.passeurs.example",
    "referent": "samia@demo.passeurs.example",
    "team": "eva@demo.passeurs.example",
    "partner": "contact-lieu@demo.passeurs.example",
    "juror": "karima@demo.passeurs.example",
}


def todos_of(person: Person, at: dt.datetime) -> list[registry.Todo]:
    """Everything asked of a person: urgent first, then by date."""
    found = [todo for contribute in registry.todos for todo in contribute(person, at)]
    return sorted(found, key=lambda todo: (not todo.is_urgent, todo.due_at or at + dt.timedelta(days=3650)))


def news_of(person: Person, at: dt.datetime) -> list[registry.News]:
    """What became of what a person gave, newest first."""
    found = [line for contribute in registry.news for line in contribute(person, at)]
    return sorted(found, key=lambda line: line.at, reverse=True)[:8]


def figures_of(person: Person, at: dt.datetime) -> list[registry.Figure]:
    """The figures of the team's page, in their order."""
    found = [figure for contribute in registry.figures for figure in contribute(person, at)]
    return sorted(found, key=lambda figure: figure.order)


def is_of_the_team(person: object) -> bool:
    """Whether the day starts with what is owed: the team and the referents."""
    return any(grant.role in (Role.TEAM, Role.REFERENT) for grant in active_grants(person))


def near_this_week(city: City, at: dt.datetime) -> list[Offer | Venue]:
    """What is near a city within seven days; when nothing is dated, places to discover."""
    week = at + dt.timedelta(days=7)
    this_week = Occurrence.objects.filter(beginning(at), offer=OuterRef("pk"), starts_at__lt=week)
    dated = Offer.objects.visible().filter(Exists(this_week), is_cancelled=False).select_related("venue")
    offers = nearest(dated, city.lat, city.lon, limit=6, max_km=30)
    if len(offers) >= 3:
        return list(offers)
    venues = nearest(Venue.objects.visible(), city.lat, city.lon, limit=6 - len(offers), max_km=30)
    return [*offers, *venues]


def demo_doors() -> list[tuple[str, str, str]]:
    """The buttons of /demo/: role, label, what one does there."""
    return [
        ("ambassador", _("Inès, ambassadrice à Dijon"), _("Compose une sélection, découvre près de chez elle.")),
        ("reader", _("Malo, ambassadeur à Dijon"), _("Relit les sélections des autres et les publie.")),
        ("referent", _("Samia, référente de Dijon"), _("Suit sa ville : mandats, réponses dues.")),
        ("team", _("Eva, équipe nationale"), _("Conduit la saison, répond, voit tout ce qui est dû.")),
        ("partner", _("Un lieu partenaire"), _("Un compte de contact, sans droit sur le programme.")),
        ("juror", _("Karima, membre du jury"), _("Lit les candidatures d’un appel, sans nom ni école.")),
        ("candidate", _("Une candidate"), _("Son lien privé : une réponse lui est demandée. Sans compte.")),
        ("guardian", _("Un parent"), _("Le lien reçu par e-mail : donner, ou non, son accord. Sans compte.")),
    ]


def demo_person(role: str) -> Person | None:
    """The seeded account of a demo role."""
    email = DEMO_ACCOUNTS.get(role)
    return get_user_model().objects.filter(email=email, is_active=True).first() if email else None


def demo_link(role: str) -> str:
    """The private page that a door without an account opens: a fresh link, as a mail would carry it."""
    if role == "candidate":
        asked = Application.objects.filter(corrections__answered_at__isnull=True, corrections__isnull=False).first()
        return _link_to("recruitment:application", CANDIDATE_LINK, asked)
    if role == "guardian":
        waiting = Application.objects.filter(guardianship__state=GuardianState.ASKED, status=Status.NEW).first()
        return _link_to("recruitment:guardian", GUARDIAN_LINK, waiting.guardianship if waiting else None)
    return ""


def _link_to(name: str, purpose: str, subject: Model | None) -> str:
    if subject is None:
        return reverse("recruitment:call-list")
    return reverse(name, args=[issue_link(purpose=purpose, subject=subject, days=1, is_mailed=True)])


@dataclass(frozen=True)
class Week:
    """One week of a person, from Monday on: what it holds, and whether exams fall in it."""

    monday: dt.date
    loads: tuple[registry.Load, ...]
    has_exams: bool

    @property
    def level(self) -> int:
        """0 nothing, 1 something, 2 the budget is reached, 3 it is passed, or exams are disturbed."""
        count, most = len(self.loads), settings.WORKLOAD_A_WEEK
        if count > most or (count and self.has_exams):
            return 3
        return 0 if not count else 2 if count == most else 1


@dataclass(frozen=True)
class Workload:
    """The coming weeks of one mandate's holder."""

    mandate: Mandate
    weeks: tuple[Week, ...]

    @property
    def heaviest(self) -> tuple[int, int]:
        """The worst level of a week, then how much all of them hold: what the team's table is sorted by."""
        return max(week.level for week in self.weeks), sum(len(week.loads) for week in self.weeks)


def mondays(at: dt.datetime) -> list[dt.date]:
    """The Mondays of the present week and of those that follow."""
    today = timezone.localtime(at).date()
    return [today - dt.timedelta(days=today.weekday() - 7 * ahead) for ahead in range(WEEKS)]


def workloads(mandates: Collection[Mandate], at: dt.datetime) -> list[Workload]:
    """What the coming weeks ask of these people, across everything: one query a contribution, one for exams."""
    starts = mondays(at)
    last = starts[-1] + dt.timedelta(days=6)
    people = [mandate.person_id for mandate in mandates]
    held: dict[tuple[int, dt.date], list[registry.Load]] = defaultdict(list)
    for contribute in registry.loads:
        for load in contribute(people, starts[0], last):
            held[load.person_id, load.on - dt.timedelta(days=load.on.weekday())].append(load)
    exams: dict[int, list[ExamPause]] = defaultdict(list)
    for pause in ExamPause.objects.filter(mandate__in=mandates, ends_on__gte=starts[0], starts_on__lte=last):
        exams[pause.mandate_id].append(pause)
    return [
        Workload(mandate, tuple(_week(monday, held[mandate.person_id, monday], exams[mandate.pk]) for monday in starts))
        for mandate in mandates
    ]


def _week(monday: dt.date, loads: list[registry.Load], exams: list[ExamPause]) -> Week:
    sunday = monday + dt.timedelta(days=6)
    has_exams = any(pause.starts_on <= sunday and pause.ends_on >= monday for pause in exams)
    return Week(monday, tuple(sorted(loads, key=lambda load: load.on)), has_exams)


def team_workloads(person: Person, at: dt.datetime, *, city: str = "") -> list[Workload]:
    """The ambassadors of the followed cities, those of whom the most is asked first; `city` is a slug."""
    rows: Any = Mandate.objects.running().filter(season_city__city__in=followed_cities(person))
    if city:
        rows = rows.filter(season_city__city__slug=city)
    rows = rows.select_related("person__profile", "season_city__city").order_by("season_city__city__name", "pk")
    return sorted(workloads(list(rows), at), key=lambda one: one.heaviest, reverse=True)
