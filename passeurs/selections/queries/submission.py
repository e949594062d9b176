"""Reads of submissions: what waits for a second reader, the last answer; what they put on « Aujourd’hui »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure, Load, News, Todo
from passeurs.people.models import Person
from passeurs.people.queries import is_team
from passeurs.programme.queries import followed_cities, running_mandate
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, Submission
from passeurs.selections.queries.selection import credited, promised_due_at

NEWS_DAYS = 60


def waiting_selections(person: Person) -> QuerySet[Any]:
    """What waits for a second reader and this person may read, the earliest promise first; never their own."""
    mine = Selection.objects.written_by(person).values("pk")
    waiting = credited(Selection.objects.filter(state=SelectionState.PROPOSED)).exclude(pk__in=mine)
    cities = set(followed_cities(person).values_list("pk", flat=True))
    mandate = running_mandate(person)
    if mandate:
        cities.add(mandate.season_city.city_id)
    waiting = waiting.filter(season_city__city__in=cities)
    return waiting.annotate(item_count=models.Count("items"), answer_due_at=promised_due_at()).order_by(
        "answer_due_at", "pk"
    )


def last_answer(selection: Selection) -> Submission | None:
    """The last answer of a second reader."""
    return (
        selection.submissions.filter(answered_at__isnull=False)
        .select_related("reader__profile")
        .order_by("-answered_at")
        .first()
    )


def selection_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """What selections ask of a person: to take one up again, to read the one that waits for them."""
    asks = [
        Todo(
            title=_("Reprendre « %(title)s »") % {"title": selection.title},
            url=reverse("selections:compose", args=[selection.pk]),
            text=_("Une relecture te demande un changement."),
            action=_("Reprendre"),
            is_urgent=True,
        )
        for selection in Selection.objects.written_by(person).filter(state=SelectionState.CHANGES_ASKED)[:3]
    ]
    asks += [
        Todo(
            title=_("Relire « %(title)s »") % {"title": selection.title},
            url=reverse("selections:second-read", args=[selection.root_id]),
            text=_("Cinq minutes : publier, ou dire ce qui manque."),
            action=_("Relire"),
            due_at=selection.answer_due_at,
        )
        for selection in waiting_selections(person)[:2]
    ]
    asks += [
        Todo(
            title=_("Finir « %(title)s »") % {"title": selection.title},
            url=reverse("selections:compose", args=[selection.pk]),
            text=_("Ton brouillon t’attend."),
            action=_("Continuer"),
        )
        for selection in Selection.objects.written_by(person).filter(state=SelectionState.DRAFT)[:1]
    ]
    return asks


def selection_news(person: Person, at: dt.datetime) -> list[News]:
    """What became of the selections a person gave."""
    answered = Submission.objects.filter(
        selection__author=person, answered_at__gte=at - dt.timedelta(days=NEWS_DAYS)
    ).select_related("selection")
    return [
        News(
            text=(
                _("« %(title)s » est publiée.")
                if row.is_published
                else _("« %(title)s » : une reprise t’est demandée.")
            )
            % {"title": row.selection.title},
            url=row.selection.get_absolute_url()
            if row.is_published
            else reverse("selections:compose", args=[row.selection_id]),
            at=row.answered_at,
            icon="check" if row.is_published else "message-circle",
        )
        for row in answered.order_by("-answered_at")[:5]
    ]


def selection_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Proposals that wait for a second reader, of all the selections of the cities this person follows; for the team,
    the appeals that wait too, in the same query."""
    followed = Selection.objects.filter(season_city__city__in=followed_cities(person))
    counts = followed.order_by().aggregate(
        all=models.Count("pk", distinct=True),
        waiting=models.Count("pk", filter=models.Q(state=SelectionState.PROPOSED), distinct=True),
        published=models.Count("pk", filter=models.Q(state=SelectionState.PUBLISHED), distinct=True),
        appeals=models.Count("appeals", filter=models.Q(appeals__answered_at__isnull=True), distinct=True),
    )
    published_url = reverse("selections:selection-list")
    appeals = Figure(_("Recours à trancher"), counts["appeals"], reverse("selections:appeal-list"), order=21)
    return [
        *([appeals] if is_team(person) else []),
        Figure(_("Sélections à relire"), counts["waiting"], reverse("selections:waiting"), order=20),
        Figure(_("Sélections publiées"), counts["published"], published_url, of=counts["all"], order=40),
    ]


def selection_loads(people: Collection[int], first: dt.date, last: dt.date) -> list[Load]:
    """Selections that their readers sent back: they wait for their author from the first day on. One query."""
    rows = Selection.objects.filter(author__in=people, state=SelectionState.CHANGES_ASKED)
    return [
        Load(author, first, _("Reprendre « %(title)s »") % {"title": title}, reverse("selections:compose", args=[pk]))
        for pk, author, title in rows.values_list("pk", "author", "title")
    ]
