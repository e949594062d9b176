"""Writes of suggestions: open a draft to ideas, suggest, answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.item import THING_FIELDS, Thing, add_item
from passeurs.selections.actions.selection import locked, root_ref
from passeurs.selections.actions.version import start_revision
from passeurs.selections.choices import SelectionState, SuggestionState
from passeurs.selections.models import Selection, Suggestion
from passeurs.selections.queries.co_author import authors_of


@transaction.atomic
def open_to_ideas(*, selection: Selection, by: Person, is_open: bool, at: dt.datetime | None = None) -> Selection:
    """Let the other ambassadors of the city read the draft and give ideas, or no longer."""
    selection = locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    selection.is_open_to_ideas = is_open
    selection.save(update_fields=["is_open_to_ideas"])
    verb = "open_to_ideas" if is_open else "close_to_ideas"
    journal.record(actor=by, verb=verb, subject=root_ref(selection), at=at)
    return selection


@transaction.atomic
def suggest_item(
    *, selection: Selection, by: Person, thing: Thing, reason: str, at: dt.datetime | None = None
) -> Suggestion:
    """Give the authors an idea with its reason; the same thing waiting is the same idea."""
    selection = locked(selection)
    field = THING_FIELDS[type(thing)]
    known = selection.suggestions.waiting().filter(by=by, **{field: thing}).first()
    if known:
        return known
    rules.can_suggest_item(by, selection).or_refuse()
    at = at or clock.now()
    suggestion = Suggestion.objects.create(selection=selection, by=by, reason=reason, made_at=at, **{field: thing})
    journal.record(actor=by, verb="suggest_item", subject=root_ref(selection), data={field: thing.pk}, at=at)
    for author in authors_of(selection):
        with speaking_to(author):
            notify(
                person=author,
                kind="item_suggested",
                title=_("Une idée pour « %(title)s »") % {"title": selection.title},
                by=by,
                body=f"{thing} : {reason}",
                url=reverse("selections:group", args=[selection.pk]),
                at=at,
            )
    return suggestion


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, by: Person, is_accepted: bool, word: str = "", at: dt.datetime | None = None
) -> Suggestion:
    """Accept (the thing joins the draft, with the reason that was given) or decline with a word; its author is told."""
    suggestion = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("selection", "by", "venue", "offer", "work")
        .get(pk=suggestion.pk)
    )
    rules.can_answer_suggestion(by, suggestion).or_refuse()
    at = at or clock.now()
    selection = suggestion.selection
    if is_accepted:
        draft = selection
        if selection.state == SelectionState.PUBLISHED:
            draft = start_revision(selection=selection, by=by, at=at)
        add_item(selection=draft, by=by, thing=suggestion.thing, reason=suggestion.reason, at=at)
    suggestion.state = SuggestionState.ACCEPTED if is_accepted else SuggestionState.DECLINED
    suggestion.answered_by, suggestion.answered_at, suggestion.answer = by, at, word
    suggestion.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    verb = "accept_suggestion" if is_accepted else "decline_suggestion"
    journal.record(actor=by, verb=verb, subject=root_ref(selection), at=at)
    if suggestion.by:
        title = (
            gettext_lazy("Ton idée est retenue : %(thing)s")
            if is_accepted
            else gettext_lazy("Ton idée n’est pas retenue : %(thing)s")
        )
        with speaking_to(suggestion.by):
            notify(
                person=suggestion.by,
                kind="suggestion_answered",
                title=title % {"thing": suggestion.thing},
                body=word,
                url=reverse("selections:ideas"),
                at=at,
            )
    return suggestion
