"""Links sent to people without an account: made, ended, forgotten. The token itself is kept nowhere."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from passeurs.core import clock, journal
from passeurs.people.models import PrivateLink
from passeurs.people.queries import link_digest

# A dead link is remembered this long, so that its page can say what happened and offer another.
REMEMBERED = dt.timedelta(days=90)


@transaction.atomic
def issue_link(
    *,
    purpose: str,
    subject: models.Model | str,
    days: int,
    is_mailed: bool,
    is_renewal: bool = False,
    at: dt.datetime | None = None,
) -> str:
    """Make a link about `subject` for one purpose, for `days`. Returns its token, to be put into one address."""
    at = at or clock.now()
    token = secrets.token_urlsafe(24)
    PrivateLink.objects.create(
        digest=link_digest(token),
        purpose=purpose,
        subject_ref=journal.reference(subject),
        is_mailed=is_mailed,
        is_renewal=is_renewal,
        made_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    return token


def mailed_url(link: Mapping[str, Any]) -> str:
    """The address of a new private link that leaves in a letter (see `core.mail.Link`)."""
    token = issue_link(
        purpose=link["purpose"],
        subject=link["subject_ref"],
        days=link["days"],
        is_mailed=True,
        is_renewal=link.get("is_renewal", False),
    )
    return settings.SITE_URL + reverse(link["url_name"], args=[token])


@transaction.atomic
def take_up_link(*, link: PrivateLink, at: dt.datetime | None = None) -> None:
    """A mailed link is opened for the first time: the address is theirs. What was made without proof of it ends, and,
    when it replaces the former ones, so do they. Opened again, it changes nothing."""
    at = at or clock.now()
    if not link.is_mailed or link.opened_at:
        return
    if not PrivateLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at):
        return
    others = PrivateLink.objects.filter(
        subject_ref=link.subject_ref, purpose=link.purpose, ended_at=None, pk__lt=link.pk
    )
    if not link.is_renewal:
        others = others.filter(is_mailed=False)
    others.update(ended_at=at)


def end_links(*, subject: models.Model, purpose: str = "", at: dt.datetime | None = None) -> int:
    """End the open links about `subject` (of one purpose, or all). Returns how many there were."""
    links = PrivateLink.objects.filter(subject_ref=journal.reference(subject), ended_at__isnull=True)
    if purpose:
        links = links.filter(purpose=purpose)
    return links.update(ended_at=at or clock.now())


def forget_links(*, at: dt.datetime) -> int:
    """Delete the links that ended long ago. Returns how many."""
    return PrivateLink.objects.filter(expires_at__lt=at - REMEMBERED).delete()[0]
