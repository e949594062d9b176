"""Reads of suggestions: given, received, and what writing together puts on « Aujourd’hui »."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import News, Todo
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.selections.choices import SelectionState, SuggestionState
from passeurs.selections.models import Appeal, Selection, Suggestion
from passeurs.selections.queries.call import call_todos
from passeurs.selections.queries.co_author import invitations_of


def suggestions_for(selection: Selection) -> list[Suggestion]:
    """The ideas given to a selection, those that wait first."""
    rows = Suggestion.objects.filter(selection_id__in={selection.pk, selection.root_id})
    found = rows.select_related("by__profile", "answered_by__profile", "venue", "offer__venue", "work", "selection")
    return sorted(found, key=lambda row: (row.state != SuggestionState.WAITING, -row.made_at.timestamp()))


def my_suggestions(person: Person) -> QuerySet[Suggestion]:
    """The ideas this person gave, newest first."""
    mine = Suggestion.objects.filter(by=person).select_related("selection", "venue", "offer__venue", "work")
    return mine.order_by("-made_at", "-pk")


def open_to_my_ideas(person: Person) -> QuerySet[Selection]:
    """Drafts of the city that their authors opened to ideas, this person's own left out."""
    mandate = running_mandate(person)
    if mandate is None:
        return Selection.objects.none()
    found = Selection.objects.filter(
        is_open_to_ideas=True,
        state__in=[SelectionState.DRAFT, SelectionState.CHANGES_ASKED],
        season_city__city=mandate.season_city.city_id,
    )
    mine = Selection.objects.written_by(person).values("pk")
    return found.exclude(pk__in=mine).select_related("author__profile", "season_city__city").order_by("-updated_at")


NEWS_DAYS = 60


def co_author_todos(person: Person, at: dt.datetime) -> list[Todo]:
    """Invitations to answer, ideas to answer, calls that nobody of mine answers yet."""
    if running_mandate(person) is None:
        return []
    asks = [
        Todo(
            title=_("Écrire « %(title)s » à plusieurs ?") % {"title": row.selection.title},
            url=reverse("selections:answer-invitation", args=[row.pk]),
            text=_("%(name)s t’invite.") % {"name": row.invited_by.public_name if row.invited_by else ""},
            action=_("Répondre"),
        )
        for row in invitations_of(person)[:3]
    ]
    mine = Selection.objects.written_by(person).values("pk")
    waiting = Suggestion.objects.waiting().filter(selection__in=mine).select_related("selection")
    asks += [
        Todo(
            title=_("Une idée pour « %(title)s »") % {"title": row.selection.title},
            url=reverse("selections:group", args=[row.selection_id]),
            text=_("Quelqu’un de ta ville propose un élément : garde-le, ou dis pourquoi non."),
            action=_("Lire l’idée"),
        )
        for row in waiting.order_by("made_at")[:2]
    ]
    return asks + call_todos(person, at)


def co_author_news(person: Person, at: dt.datetime) -> list[News]:
    """What became of ideas given and of appeals made."""
    if running_mandate(person) is None:
        return []
    since = at - dt.timedelta(days=NEWS_DAYS)
    ideas = Suggestion.objects.filter(by=person, answered_at__gte=since).select_related("venue", "offer", "work")
    lines = [
        News(
            text=(
                _("Ton idée « %(thing)s » est retenue.")
                if row.state == SuggestionState.ACCEPTED
                else _("Ton idée « %(thing)s » n’est pas retenue.")
            )
            % {"thing": row.thing},
            url=reverse("selections:ideas"),
            at=row.answered_at,
            icon="check" if row.state == SuggestionState.ACCEPTED else "message-circle",
        )
        for row in ideas.order_by("-answered_at")[:3]
    ]
    appeals = Appeal.objects.filter(by=person, answered_at__gte=since).select_related("selection")
    lines += [
        News(
            text=(
                _("Recours accepté : « %(title)s ».")
                if row.is_granted
                else _("Recours : la décision sur « %(title)s » est maintenue.")
            )
            % {"title": row.selection.title},
            url=reverse("selections:compose", args=[row.selection_id]),
            at=row.answered_at,
            icon="check" if row.is_granted else "message-circle",
        )
        for row in appeals.order_by("-answered_at")[:2]
    ]
    return lines
