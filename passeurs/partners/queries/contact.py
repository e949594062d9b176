"""Reads of partners: what is near, what waits for an answer, what a link opens."""

from __future__ import annotations

from passeurs.core import clock
from passeurs.partners.models import Contact
from passeurs.people.models import PrivateLink
from passeurs.people.queries import find_link

PARTNER_LINK = "partner"
LINK_DAYS = 400


def contact_of(token: str) -> tuple[PrivateLink | None, Contact | None]:
    """The link of a token, and the contact it opens for; None for a link that is over or of something else."""
    link = find_link(token, PARTNER_LINK)
    if link is None or not link.is_open(clock.now()):
        return link, None
    rows = Contact.objects.select_related("partnership__season_city__city", "partnership__season_city__season")
    return link, rows.filter(pk=link.subject_id, revoked_at=None).first()
