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
    *, purpose: str, subject: models.Model | str, days: int, is_mailed: bool, at: dt.datetime | None = None
) -> str:
    """Make a link about `subject` for one purpose, for `days`. Returns its token, to be put into one address."""
    at = at or clock.now()
    token = secrets.token_urlsafe(24)
    PrivateLink.objects.create(
        digest=link_digest(token),
        purpose=purpose,
        subject_ref=journal.reference(subject),
        is_mailed=is_mailed,
        made_at=at,
        expires_at=at + dt.timedelta(days=days),
    )
    return token


def mailed_url(link: Mapping[str, Any]) -> str:
    """The address of a new private link that leaves in a letter (see `core.mail.Link`)."""
    token = issue_link(purpose=link["purpose"], subject=link["subject_ref"], days=link["days"], is_mailed=True)
    return settings.SITE_URL + reverse(link["url_name"], args=[token])


def end_links(*, subject: models.Model, purpose: str = "", at: dt.datetime | None = None) -> int:
    """End the open links about `subject` (of one purpose, or all). Returns how many there were."""
    links = PrivateLink.objects.filter(subject_ref=journal.reference(subject), ended_at__isnull=True)
    if purpose:
        links = links.filter(purpose=purpose)
    return links.update(ended_at=at or clock.now())


def forget_links(*, at: dt.datetime) -> int:
    """Delete the links that ended long ago. Returns how many."""
    return PrivateLink.objects.filter(expires_at__lt=at - REMEMBERED).delete()[0]
