"""Writes of selections: compose, propose, second-read, publish, retire."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, models, transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock, journal
from passeurs.core.verdict import Refused, refusal
from passeurs.notifications.actions import notify
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.promises.actions import owe, settle, withdraw_promises
from passeurs.promises.choices import Outcome, Owner
from passeurs.promises.queries import open_promise_about
from passeurs.selections import rules
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, SelectionItem, Submission

THING_FIELDS: dict[type[models.Model], str] = {Venue: "venue", Offer: "offer", Work: "work"}


def _locked(selection: Selection) -> Selection:
    return (
        Selection.objects.select_for_update(of=("self",))
        .select_related("season_city__city", "season_city__season__programme", "author__profile")
        .get(pk=selection.pk)
    )


def _touch(selection: Selection, at: dt.datetime | None) -> None:
    selection.updated_at = at or clock.now()
    selection.version += 1


@transaction.atomic
def start_selection(*, author: Person, title: str, at: dt.datetime | None = None) -> Selection:
    """Start a draft in the city of the author's mandate."""
    rules.can_start_selection(author).or_refuse()
    mandate = running_mandate(author)
    assert mandate is not None  # the rule has just said so
    # The end of the address is drawn by chance: two selections may bear one title.
    slug = f"{slugify(title)[:90] or 'selection'}-{secrets.token_hex(3)}"
    now = at or clock.now()
    selection = Selection.objects.create(
        slug=slug, title=title, author=author, season_city=mandate.season_city, created_at=now, updated_at=now
    )
    journal.record(actor=author, verb="start_selection", subject=selection, at=at)
    return selection


@transaction.atomic
def save_selection(
    *,
    selection: Selection,
    by: Person,
    title: str,
    intro: str,
    reasons: dict[int, str],
    at: dt.datetime | None = None,
) -> Selection:
    """Save the draft: title, introduction, the reason of each item (by item id).

    Ids of items of another selection are ignored: only the selection's own items change.
    """
    selection = _locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    selection.title, selection.intro = title, intro
    _touch(selection, at)
    selection.save(update_fields=["title", "intro", "updated_at", "version"])
    items = list(selection.items.all())
    for item in items:
        item.reason = reasons.get(item.pk, item.reason)
    SelectionItem.objects.bulk_update(items, ["reason"])
    return selection


@transaction.atomic
def order_items(*, selection: Selection, by: Person, item_ids: list[int]) -> None:
    """Put the items in the order of `item_ids`; items it does not name come after, as they were."""
    selection = _locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    rank = {item_id: index for index, item_id in enumerate(item_ids)}
    items = sorted(selection.items.all(), key=lambda item: rank.get(item.pk, len(rank) + item.position))
    _number(items)


def _number(items: list[SelectionItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    SelectionItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def add_item(
    *, selection: Selection, by: Person, thing: Venue | Offer | Work, at: dt.datetime | None = None
) -> SelectionItem:
    """Add a venue, an offer or a work at the end; adding it twice gives the one that is there."""
    selection = _locked(selection)
    field = THING_FIELDS[type(thing)]
    present = selection.items.filter(**{field: thing}).first()
    if present:
        return present
    rules.can_add_item(by, selection).or_refuse()
    last = selection.items.aggregate(last=Max("position"))["last"] or 0
    item = SelectionItem.objects.create(selection=selection, position=last + 1, **{field: thing})
    _touch(selection, at)
    selection.save(update_fields=["updated_at", "version"])
    journal.record(actor=by, verb="add_item", subject=selection, data={field: thing.pk}, at=at)
    return item


@transaction.atomic
def remove_item(*, selection: Selection, by: Person, item_id: int, at: dt.datetime | None = None) -> None:
    """Take an item out; nothing happens when it is already gone."""
    selection = _locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    item = selection.items.filter(pk=item_id).first()
    if item is None:
        return
    selection.items.filter(position__gt=item.position).update(position=F("position") - 1)
    item.delete()
    _touch(selection, at)
    selection.save(update_fields=["updated_at", "version"])
    journal.record(actor=by, verb="remove_item", subject=selection, at=at)


@transaction.atomic
def move_item(*, selection: Selection, by: Person, item_id: int, step: int) -> None:
    """Move an item one place up (`step` -1) or down (+1); at the ends it stays."""
    selection = _locked(selection)
    rules.can_edit_selection(by, selection).or_refuse()
    items = list(selection.items.all())
    index = next((i for i, item in enumerate(items) if item.pk == item_id), None)
    if index is None or not 0 <= index + step < len(items):
        return
    items[index], items[index + step] = items[index + step], items[index]
    _number(items)


@transaction.atomic
def propose_selection(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> Submission:
    """Propose to a second reader; the answer is promised by a date. A second click gives the same proposal."""
    selection = _locked(selection)
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
    selection = _locked(selection)
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
    selection = _locked(selection)
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
    selection = _locked(selection)
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
    selection = _locked(selection)
    rules.can_rework_selection(by, selection).or_refuse()
    selection.state = SelectionState.DRAFT
    selection.updated_at = at or clock.now()
    selection.save(update_fields=["state", "updated_at"])
    journal.record(actor=by, verb="rework_selection", subject=selection, at=at)
    return selection


@transaction.atomic
def delete_selection(*, selection: Selection, by: Person) -> None:
    """Delete a draft that was never public."""
    selection = _locked(selection)
    rules.can_delete_selection(by, selection).or_refuse()
    journal.record(actor=by, verb="delete_selection", subject=selection)
    selection.delete()


@transaction.atomic
def erase_selections(person: Person) -> list[str]:
    """Drafts and proposals go; what was published stays online without a name."""
    unpublished = Selection.objects.filter(author=person, published_at__isnull=True)
    for selection in unpublished:
        withdraw_promises(about=selection)
    unpublished.delete()
    Submission.objects.filter(reader=person).update(reader=None)
    if Selection.objects.filter(author=person).exists():
        return [
            _(
                "Tes sélections publiées restent en ligne sans ton nom, parce que d’autres s’en servent."
                " Pour qu’elles disparaissent aussi, retire-les avant de supprimer ton compte."
            )
        ]
    return []
