"""Writes of the group: invite, answer, leave, suggest, answer an idea, open a draft to ideas."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.composing import THING_FIELDS, Thing, add_item, locked, root_ref
from passeurs.selections.actions.revising import start_revision
from passeurs.selections.choices import CoAuthorState, SelectionState, SuggestionState
from passeurs.selections.models import CoAuthor, Selection, Suggestion
from passeurs.selections.queries.groups import authors_of


@transaction.atomic
def invite_co_author(
    *, selection: Selection, by: Person, person: Person, word: str = "", at: dt.datetime | None = None
) -> CoAuthor:
    """Invite an ambassador of the city to write together; who declined or left may be asked again."""
    selection = locked(selection)
    rules.can_invite(by, selection).or_refuse()
    rules.can_be_invited(person, selection).or_refuse()
    at = at or clock.now()
    invitation, _created = CoAuthor.objects.update_or_create(
        selection_id=selection.root_id,
        person=person,
        defaults={
            "invited_by": by,
            "state": CoAuthorState.INVITED,
            "word": word,
            "invited_at": at,
            "answer": "",
        },
    )
    journal.record(actor=by, verb="invite_co_author", subject=root_ref(selection), data={"person": person.pk}, at=at)
    notify(
        person=person,
        kind="selection_invited",
        title=_("%(name)s t’invite à écrire « %(title)s »") % {"name": by.public_name, "title": selection.title},
        body=word,
        url=reverse("selections:answer-invitation", args=[invitation.pk]),
        at=at,
    )
    return invitation


@transaction.atomic
def answer_invitation(
    *, invitation: CoAuthor, by: Person, is_accepted: bool, word: str = "", at: dt.datetime | None = None
) -> CoAuthor:
    """Accept or decline, with a word; the author is told."""
    invitation = (
        CoAuthor.objects.select_for_update(of=("self",)).select_related("selection__author").get(pk=invitation.pk)
    )
    rules.can_answer_invitation(by, invitation).or_refuse()
    at = at or clock.now()
    invitation.state = CoAuthorState.ACCEPTED if is_accepted else CoAuthorState.DECLINED
    invitation.answer, invitation.answered_at = word, at
    invitation.save(update_fields=["state", "answer", "answered_at"])
    selection = invitation.selection
    verb = "accept_invitation" if is_accepted else "decline_invitation"
    journal.record(actor=by, verb=verb, subject=root_ref(selection), at=at)
    title = _("%(name)s écrit « %(title)s » avec toi") if is_accepted else _("%(name)s n’écrira pas « %(title)s »")
    notify(
        person=selection.author,
        kind="invitation_answered",
        title=title % {"name": by.public_name, "title": selection.title},
        body=word,
        url=reverse("selections:group", args=[selection.pk]),
        at=at,
    )
    return invitation


@transaction.atomic
def remove_co_author(*, row: CoAuthor, by: Person, at: dt.datetime | None = None) -> CoAuthor:
    """One leaves, or the author removes; whoever did not do it is told. What they wrote stays."""
    row = CoAuthor.objects.select_for_update(of=("self",)).select_related("selection__author", "person").get(pk=row.pk)
    rules.can_remove_co_author(by, row).or_refuse()
    is_leaving = by.pk == row.person_id
    row.state = CoAuthorState.LEFT if is_leaving else CoAuthorState.REMOVED
    row.save(update_fields=["state"])
    selection = row.selection
    verb = "leave_group" if is_leaving else "remove_co_author"
    journal.record(actor=by, verb=verb, subject=root_ref(selection), data={"person": row.person_id}, at=at)
    title = (
        _("%(name)s a quitté le groupe de « %(title)s »")
        if is_leaving
        else _("Tu n’es plus du groupe de « %(title)s »")
    )
    notify(
        person=selection.author if is_leaving else row.person,
        kind="group_changed",
        title=title % {"name": by.public_name, "title": selection.title},
        url=reverse("selections:my-selections"),
        at=at,
    )
    return row


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
    known = selection.suggestions.filter(by=by, state=SuggestionState.WAITING, **{field: thing}).first()
    if known:
        return known
    rules.can_suggest_item(by, selection).or_refuse()
    at = at or clock.now()
    suggestion = Suggestion.objects.create(selection=selection, by=by, reason=reason, made_at=at, **{field: thing})
    journal.record(actor=by, verb="suggest_item", subject=root_ref(selection), data={field: thing.pk}, at=at)
    for author in authors_of(selection):
        notify(
            person=author,
            kind="item_suggested",
            title=_("Une idée pour « %(title)s »") % {"title": selection.title},
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
        title = _("Ton idée est retenue : %(thing)s") if is_accepted else _("Ton idée n’est pas retenue : %(thing)s")
        notify(
            person=suggestion.by,
            kind="suggestion_answered",
            title=title % {"thing": suggestion.thing},
            body=word,
            url=reverse("selections:ideas"),
            at=at,
        )
    return suggestion
