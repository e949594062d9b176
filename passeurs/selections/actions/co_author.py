"""Writes of co-authors: invite, answer, leave."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.notifications.models import WHO
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.selection import locked, root_ref
from passeurs.selections.choices import CoAuthorState
from passeurs.selections.models import CoAuthor, Selection


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
    with speaking_to(person):
        notify(
            person=person,
            kind="selection_invited",
            title=_("%(name)s t’invite à écrire « %(title)s »") % {"name": WHO, "title": selection.title},
            by=by,
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
    title = (
        gettext_lazy("%(name)s écrit « %(title)s » avec toi")
        if is_accepted
        else gettext_lazy("%(name)s n’écrira pas « %(title)s »")
    )
    with speaking_to(selection.author):
        notify(
            person=selection.author,
            kind="invitation_answered",
            title=title % {"name": WHO, "title": selection.title},
            by=by,
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
        gettext_lazy("%(name)s a quitté le groupe de « %(title)s »")
        if is_leaving
        else gettext_lazy("Tu n’es plus du groupe de « %(title)s »")
    )
    with speaking_to(selection.author if is_leaving else row.person):
        notify(
            person=selection.author if is_leaving else row.person,
            kind="group_changed",
            title=title % {"name": WHO, "title": selection.title},
            by=by,
            url=reverse("selections:my-selections"),
            at=at,
        )
    return row
