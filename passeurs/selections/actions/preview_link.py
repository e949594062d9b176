"""Writes of preview links: make, revoke."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from passeurs.core import clock, journal
from passeurs.people.models import Person
from passeurs.selections import rules
from passeurs.selections.actions.selection import locked
from passeurs.selections.models import PreviewLink, Selection


@transaction.atomic
def make_preview_link(*, selection: Selection, by: Person, at: dt.datetime | None = None) -> PreviewLink:
    """A new secret address; the one before stops working."""
    at = at or clock.now()
    selection = locked(selection)
    rules.can_share_preview(by, selection).or_refuse()
    selection.preview_links.standing().update(revoked_at=at)
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
    if selection.preview_links.standing().update(revoked_at=at):
        journal.record(actor=by, verb="revoke_preview_link", subject=selection, at=at)
