"""Writes of authors' feeds: open, close."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.models import AuthorFeed


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
