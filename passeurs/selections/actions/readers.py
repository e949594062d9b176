"""Writes of the readers' side: count, preview links, the author's feed, erasure."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.composing import locked
from passeurs.selections.choices import CountKind
from passeurs.selections.models import AuthorFeed, DayCount, PreviewLink, Selection


def count_reader(*, selection: Selection, kind: CountKind, at: dt.datetime | None = None) -> None:
    """One more of `kind` today. Not journaled: it is a number, and nobody's act."""
    day = timezone.localdate(at or clock.now())
    row, _made = DayCount.objects.get_or_create(selection=selection, day=day, kind=kind)
    DayCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def make_preview_link(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> PreviewLink:
    """A new secret address; the one before stops working."""
    at = at or clock.now()
    selection = locked(selection)
    rules.can_share_preview(by, selection).or_refuse()
    selection.preview_links.filter(revoked_at__isnull=True).update(revoked_at=at)
    expires_at = at + dt.timedelta(days=settings.PREVIEW_DAYS)
    link = PreviewLink.objects.create(selection=selection, made_by=by, made_at=at, expires_at=expires_at)
    journal.record(actor=by, verb="make_preview_link", subject=selection, at=at)
    return link


@transaction.atomic
def revoke_preview_link(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> None:
    """The secret address stops working; revoking twice changes nothing."""
    at = at or clock.now()
    selection = locked(selection)
    rules.can_revoke_preview(by, selection).or_refuse()
    if selection.preview_links.filter(revoked_at__isnull=True).update(revoked_at=at):
        journal.record(actor=by, verb="revoke_preview_link", subject=selection, at=at)


@transaction.atomic
def open_author_feed(*, by: Person, at: dt.datetime | None = None) -> AuthorFeed:
    """The person's feed, under an address that says nothing of who they are; opened once."""
    rules.can_open_author_feed(by).or_refuse()
    known = AuthorFeed.objects.filter(person=by).first()
    if known:
        return known
    try:
        with transaction.atomic():
            slug = secrets.token_hex(8)
            feed = AuthorFeed.objects.create(person=by, slug=slug, opened_at=at or clock.now())
    except IntegrityError:
        # Two clicks at once: the first has it.
        return AuthorFeed.objects.get(person=by)
    journal.record(actor=by, verb="open_author_feed", subject=by, at=at)
    return feed


@transaction.atomic
def close_author_feed(*, by: Person, at: dt.datetime | None = None) -> None:
    """The feed is gone; opened again, it has another address."""
    if AuthorFeed.objects.filter(person=by).delete()[0]:
        journal.record(actor=by, verb="close_author_feed", subject=by, at=at)


@transaction.atomic
def erase_readers(person: Person) -> list[str]:
    """The feed and the preview links go; counts by day hold nothing about anyone."""
    AuthorFeed.objects.filter(person=person).delete()
    PreviewLink.objects.filter(made_by=person).delete()
    kept = DayCount.objects.filter(selection__author=person).exists()
    return [_("Les nombres de lectures de tes sélections publiées restent, sans rien sur personne.")] if kept else []
