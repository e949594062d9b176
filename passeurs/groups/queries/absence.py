"""Reads of care: the signs of every group, one group's story for its referent, who has not been seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.models import JournalEntry
from passeurs.core.registry import Todo
from passeurs.groups.models import Absence
from passeurs.groups.queries.ladder import LADDER
from passeurs.people.models import Person
from passeurs.programme.choices import MandateState, Phase
from passeurs.programme.models import ExamPause, Mandate, Season
from passeurs.programme.queries import followed_cities

EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def open_absences(person: Person, season: Season) -> QuerySet[Absence]:
    """Who the ladder handed to the referents of the followed cities, or who asked to be called."""
    handed = Q(rung__gte=len(LADDER)) | ~Q(answer="")
    rows = Absence.objects.filter(handed, ended_at__isnull=True, mandate__season_city__season=season)
    rows = rows.filter(mandate__season_city__city__in=followed_cities(person))
    return rows.select_related("mandate__person__profile", "mandate__season_city__city").order_by("seen_at")


def quiet_mandates(at: dt.datetime) -> QuerySet[Any]:
    """Active mandates of running seasons not seen for the first rung's days, with `seen_at`; none in exams or paused.

    Seen is: signed in, or wrote anything (the journal). Whose exams ended lately is left alone as long again.
    """
    today = timezone.localtime(at).date()
    wrote = JournalEntry.objects.filter(
        actor_ref=Concat(Value("people.person:"), Cast(OuterRef("person_id"), CharField()))
    )
    since = today - dt.timedelta(days=LADDER[0].days)
    exams = ExamPause.objects.filter(ends_on__gte=since, starts_on__lte=today)
    rows = Mandate.objects.filter(state=MandateState.ACTIVE, season_city__season__phase=Phase.RUNNING)
    rows = rows.filter(started_on__lte=since).exclude(pk__in=exams.values("mandate"))
    seen = Greatest(
        Coalesce("person__last_login", "person__joined_at"),
        Coalesce(Subquery(wrote.order_by("-at").values("at")[:1]), Value(EVER)),
    )
    return (
        rows.annotate(seen_at=seen)
        .filter(seen_at__lt=at - dt.timedelta(days=LADDER[0].days))
        .select_related("person__profile", "season_city__city")
        .order_by("pk")
    )


def absence_of(person: Person) -> Absence | None:
    """The question that is put to somebody who was not seen."""
    return Absence.objects.filter(mandate__person=person, ended_at__isnull=True, rung__gte=2, answer="").first()


def absence_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """« Comment vas-tu ? », to whoever was not seen. One query."""
    if absence_of(person) is None:
        return []
    url = reverse("groups:answer-absence")
    text = _("Un clic pour répondre. Faire une pause est une bonne réponse.")
    return [Todo(_("Comment vas-tu ?"), url, text, _("Répondre"))]
