"""Writes of submissions: propose, withdraw, answer, publish; retire and take up again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.notifications.actions import notify
from passeurs.people.messages import later, speaking_to
from passeurs.people.models import Person
from passeurs.promises.actions import owe, settle_about, withdraw_promises
from passeurs.promises.choices import Outcome, Owner
from passeurs.selections import rules
from passeurs.selections.actions.moderation import move
from passeurs.selections.actions.selection import locked, root_ref
from passeurs.selections.actions.version import keep_version, reading_url, replace_public
from passeurs.selections.choices import Ground, SelectionState
from passeurs.selections.models import Selection, Submission
from passeurs.selections.queries.co_author import authors_of


@transaction.atomic
def propose_selection(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Submission:
    """Propose to a second reader; the answer is promised by a date. A second click gives the same proposal."""
    selection = locked(selection)
    waiting = selection.submissions.waiting().first()
    if waiting and rules.writes(by, selection) and selection.state == SelectionState.PROPOSED:
        return waiting
    rules.can_propose_selection(by, selection).or_refuse()
    rules.can_add_submission(waiting).or_refuse()
    at = at or clock.now()
    move(selection, SelectionState.PROPOSED, by=by, at=at)
    selection.updated_at = at
    selection.save(update_fields=["state", "updated_at"])
    submission = Submission.objects.create(selection=selection, submitted_at=at)
    owe(
        kind="second_reading",
        about=selection,
        about_label=later(lambda: _("Sélection « %(title)s »") % {"title": selection.title}),
        about_url=reading_url(selection),
        owner=Owner.CITY_READERS,
        scope=selection.season_city.city.scope,
        owed_to=by,
        days=selection.season_city.season.programme.answer_days,
        at=at,
    )
    journal.record(actor=by, verb="propose_selection", subject=selection, at=at)
    return submission


@transaction.atomic
def withdraw_proposal(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Selection:
    """The author takes the proposal back to a draft; nothing is owed any more."""
    selection = locked(selection)
    rules.can_withdraw_proposal(by, selection).or_refuse()
    selection.submissions.waiting().delete()
    move(selection, SelectionState.DRAFT, by=by, at=at or clock.now())
    selection.save(update_fields=["state"])
    withdraw_promises(about=selection, at=at)
    journal.record(actor=by, verb="withdraw_proposal", subject=selection, at=at)
    return selection


@transaction.atomic
def answer_submission(
    *,
    selection: Selection,
    by: Person,
    is_published: bool,
    reason: str,
    ground: str = "",
    at: dt.datetime | None = None,
) -> Selection:
    """A second reader publishes, or asks for a change with a reason. Of two readers at once, one is refused.

    Returns the selection as it is public: the one that a new version has just replaced.
    """
    selection = locked(selection)
    rules.can_second_read(by, selection).or_refuse()
    at = at or clock.now()
    submission = selection.submissions.waiting().select_for_update().get()
    submission.reader, submission.answered_at = by, at
    submission.is_published, submission.reason = is_published, reason
    submission.save()
    if is_published:
        move(selection, SelectionState.PUBLISHED, by=by, at=at, reason=reason, is_moderation=True)
    else:
        ground = ground or Ground.OTHER
        move(selection, SelectionState.CHANGES_ASKED, by=by, at=at, reason=reason, ground=ground, is_moderation=True)
        selection.updated_at = at
        selection.save(update_fields=["state", "updated_at"])
    settle_about(selection, by=by, outcome=Outcome.YES if is_published else Outcome.CHANGE, answer=reason, at=at)
    if is_published:
        selection = publish(selection, by=by, at=at)
    tell_authors(selection, is_published=is_published, reason=reason, at=at)
    verb = "publish_selection" if is_published else "ask_change"
    journal.record(actor=by, verb=verb, subject=root_ref(selection), at=at)
    return selection


def publish(selection: Selection, *, by: Person, at: dt.datetime) -> Selection:
    """Put online what has just been accepted, and keep it as a version. Called in the transaction that accepts it."""
    if selection.revises_id:
        selection = replace_public(selection)
    elif selection.published_at is None:
        selection.slug = _public_slug(selection)
    selection.state = SelectionState.PUBLISHED
    selection.updated_at, selection.published_at, selection.retired_at = at, at, None
    selection.save()
    keep_version(selection, second_reader=by, at=at)
    return selection


def _public_slug(selection: Selection) -> str:
    """The address of a first publication: the title alone when it is free, else as the draft had it."""
    plain = slugify(selection.title)[:110]
    if plain and not Selection.objects.filter(slug=plain).exists():
        return plain
    return selection.slug


def tell_authors(selection: Selection, *, is_published: bool, reason: str, at: dt.datetime) -> None:
    """Tell everyone who writes it what a second reader, or the answer to an appeal, decided."""
    if is_published:
        title, url = gettext_lazy("« %(title)s » est publiée"), selection.get_absolute_url()
    else:
        title, url = (
            gettext_lazy("« %(title)s » : une reprise t’est demandée"),
            reverse("selections:compose", args=[selection.pk]),
        )
    for author in authors_of(selection):
        with speaking_to(author):
            notify(
                person=author,
                kind="selection_answered",
                title=title % {"title": selection.title},
                body=reason,
                url=url,
                at=at,
            )


@transaction.atomic
def retire_selection(
    *, selection: Selection, by: Person, reason: str = "", ground: str = "", at: dt.datetime | None = None
) -> Selection:
    """Take a selection off the site; the authors are told when somebody else does it."""
    selection = locked(selection)
    rules.can_retire_selection(by, selection).or_refuse()
    at = at or clock.now()
    is_moderation = not rules.writes(by, selection)
    ground = (ground or Ground.OTHER) if is_moderation else ""
    move(selection, SelectionState.RETIRED, by=by, at=at, reason=reason, ground=ground, is_moderation=is_moderation)
    selection.retired_at, selection.updated_at = at, at
    selection.save(update_fields=["state", "retired_at", "updated_at"])
    journal.record(actor=by, verb="retire_selection", subject=selection, at=at)
    for author in authors_of(selection):
        if author.pk != by.pk:
            with speaking_to(author):
                notify(
                    person=author,
                    kind="selection_retired",
                    title=_("« %(title)s » n’est plus en ligne") % {"title": selection.title},
                    body=reason,
                    url=reverse("selections:compose", args=[selection.pk]),
                    at=at,
                )
    return selection


@transaction.atomic
def rework_selection(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Selection:
    """Take a retired selection up again as a draft."""
    selection = locked(selection)
    rules.can_rework_selection(by, selection).or_refuse()
    at = at or clock.now()
    move(selection, SelectionState.DRAFT, by=by, at=at)
    selection.updated_at = at
    selection.save(update_fields=["state", "updated_at"])
    journal.record(actor=by, verb="rework_selection", subject=selection, at=at)
    return selection
