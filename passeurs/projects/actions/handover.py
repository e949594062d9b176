"""At the season's end: the dossier is written and given; who leaves may stay reachable as a mentor."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from passeurs.core import clock, journal
from passeurs.groups.models import Group
from passeurs.people.models import Person
from passeurs.projects.models import Handover
from passeurs.projects.rules.handover import can_write_handover


@transaction.atomic
def save_handover(
    *,
    group: Group,
    by: Person,
    did: str,
    contacts: str = "",
    promises: str = "",
    advice: str = "",
    is_given: bool = False,
    at: dt.datetime | None = None,
) -> Handover:
    """Write the dossier; given, the next groups read it. Written after, it stays given: its mends are read too."""
    at = at or clock.now()
    can_write_handover(by, group, timezone.localtime(at).date()).or_refuse()
    words = {"did": did, "contacts": contacts, "promises": promises, "advice": advice, "changed_at": at}
    handover, _made = Handover.objects.update_or_create(group=group, defaults=words)
    if is_given and handover.given_at is None:
        handover.given_at = at
        handover.save(update_fields=["given_at"])
    data = {"given": handover.given_at is not None}
    journal.record(actor=by, verb="save_handover", subject=handover, data=data, at=at)
    return handover
