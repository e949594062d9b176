"""Writes of the editorial line: propose, second-read, publish, retire."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.notifications.actions import notify
from passeurs.people.models import Person
from passeurs.promises.actions import owe, settle, withdraw_promises
from passeurs.promises.choices import Outcome, Owner
from passeurs.promises.queries import open_promise_about
from passeurs.selections import rules
from passeurs.selections.actions.composing import locked
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, Submission


@transaction.atomic
def propose_selection(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Submission:
    """Propose to a second reader; the answer is promised by a date. A second click gives the same proposal."""
    selection = locked(selection)
    waiting = selection.submissions.filter(answered_at__isnull=True).first()
    if waiting and selection.author_id == by.pk and selection.state == SelectionState.PROPOSED:
        return waiting
    rules.can_propose_selection(by, selection).or_refuse()
    at = at or clock.now()
    selection.state = SelectionState.PROPOSED
    selection.updated_at = at
    selection.save(update_fields=["state", "updated_at"])
    try:
        with transaction.atomic():
            submission = Submission.objects.create(selection=selection, submitted_at=at)
    except IntegrityError as error:
        raise Refused(refusal(_("Cette sélection est déjà proposée."))) from error
    owe(
        kind="second_reading",
        about=selection,
        about_label=_("Sélection « %(title)s »") % {"title": selection.title},
        about_url=reverse("selections:second-read", args=[selection.pk]),
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
    selection.submissions.filter(answered_at__isnull=True).delete()
    selection.state = SelectionState.DRAFT
    selection.save(update_fields=["state"])
    withdraw_promises(about=selection, at=at)
    journal.record(actor=by, verb="withdraw_proposal", subject=selection, at=at)
    return selection


@transaction.atomic
def answer_submission(
    *, selection: Selection, by: Person, is_published: bool, reason: str, at: dt.datetime | None = None
) -> Selection:
    """A second reader publishes, or asks for a change with a reason. Of two readers at once, one is refused."""
    selection = locked(selection)
    rules.can_second_read(by, selection).or_refuse()
    at = at or clock.now()
    submission = selection.submissions.select_for_update().filter(answered_at__isnull=True).get()
    submission.reader, submission.answered_at = by, at
    submission.is_published, submission.reason = is_published, reason
    submission.save()
    selection.state = SelectionState.PUBLISHED if is_published else SelectionState.CHANGES_ASKED
    selection.updated_at = at
    if is_published:
        if selection.published_at is None:
            selection.slug = _public_slug(selection)
        selection.published_at, selection.retired_at = at, None
    selection.save(update_fields=["state", "slug", "updated_at", "published_at", "retired_at"])
    promise = open_promise_about(selection)
    if promise:
        settle(promise=promise, by=by, outcome=Outcome.YES if is_published else Outcome.CHANGE, answer=reason, at=at)
    _tell_author(selection, is_published=is_published, reason=reason, at=at)
    journal.record(actor=by, verb="publish_selection" if is_published else "ask_change", subject=selection, at=at)
    return selection


def _public_slug(selection: Selection) -> str:
    """The address of a first publication: the title alone when it is free, else as the draft had it."""
    plain = slugify(selection.title)[:110]
    if plain and not Selection.objects.filter(slug=plain).exists():
        return plain
    return selection.slug


def _tell_author(selection: Selection, *, is_published: bool, reason: str, at: dt.datetime) -> None:
    if is_published:
        title, url = _("« %(title)s » est publiée"), selection.get_absolute_url()
    else:
        title, url = _("« %(title)s » : une reprise t’est demandée"), reverse("selections:compose", args=[selection.pk])
    notify(
        person=selection.author,
        kind="selection_answered",
        title=title % {"title": selection.title},
        body=reason,
        url=url,
        at=at,
    )


@transaction.atomic
def retire_selection(*, selection: Selection, by: Person, reason: str = "", at: dt.datetime | None = None) -> Selection:
    """Take a selection off the site; the author is told when somebody else does it."""
    selection = locked(selection)
    rules.can_retire_selection(by, selection).or_refuse()
    at = at or clock.now()
    selection.state, selection.retired_at, selection.updated_at = SelectionState.RETIRED, at, at
    selection.save(update_fields=["state", "retired_at", "updated_at"])
    journal.record(actor=by, verb="retire_selection", subject=selection, at=at)
    if by.pk != selection.author_id:
        notify(
            person=selection.author,
            kind="selection_retired",
            title=_("« %(title)s » n’est plus en ligne") % {"title": selection.title},
            body=reason,
            url=reverse("selections:my-selections"),
            at=at,
        )
    return selection


@transaction.atomic
def rework_selection(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Selection:
    """Take a retired selection up again as a draft."""
    selection = locked(selection)
    rules.can_rework_selection(by, selection).or_refuse()
    selection.state = SelectionState.DRAFT
    selection.updated_at = at or clock.now()
    selection.save(update_fields=["state", "updated_at"])
    journal.record(actor=by, verb="rework_selection", subject=selection, at=at)
    return selection
