"""What writing together and the editorial line put on « Aujourd’hui » and on the team's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Load, News, Todo
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.selections.choices import SelectionState, SuggestionState
from passeurs.selections.models import Appeal, Selection, Suggestion
from passeurs.selections.queries.editorial_line import open_calls
from passeurs.selections.queries.groups import invitations_of

NEWS_DAYS = 60


def group_asks(person: Person, at: dt.datetime) -> list[Todo]:
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
    waiting = Suggestion.objects.filter(state=SuggestionState.WAITING, selection__in=mine).select_related("selection")
    asks += [
        Todo(
            title=_("Une idée pour « %(title)s »") % {"title": row.selection.title},
            url=reverse("selections:group", args=[row.selection_id]),
            text=_("Quelqu’un de ta ville propose un élément : garde-le, ou dis pourquoi non."),
            action=_("Lire l’idée"),
        )
        for row in waiting.order_by("made_at")[:2]
    ]
    return asks + call_asks(person, at)


def call_asks(person: Person, at: dt.datetime) -> list[Todo]:
    """The calls for selections that this person has not answered, the first to close first."""
    calls = open_calls(person, on=timezone.localdate(at))
    answered = Selection.objects.written_by(person).filter(call__isnull=False).values("call")
    return [
        Todo(
            title=_("Appel : %(title)s") % {"title": call.title},
            url=call.get_absolute_url(),
            text=_("Une sélection sur ce thème, avec tes mots."),
            action=_("Voir l’appel"),
            due_at=timezone.make_aware(dt.datetime.combine(call.closes_on, dt.time(23, 59))),
        )
        for call in calls.exclude(pk__in=answered)[:2]
    ]


def group_news(person: Person, at: dt.datetime) -> list[News]:
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


def selection_loads(people: Collection[int], first: dt.date, last: dt.date) -> list[Load]:
    """Selections that their readers sent back: they wait for their author from the first day on. One query."""
    rows = Selection.objects.filter(author__in=people, state=SelectionState.CHANGES_ASKED)
    return [
        Load(author, first, _("Reprendre « %(title)s »") % {"title": title}, reverse("selections:compose", args=[pk]))
        for pk, author, title in rows.values_list("pk", "author", "title")
    ]
