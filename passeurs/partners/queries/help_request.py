"""Reads of what partners asked."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from passeurs.core import journal
from passeurs.partners.models import HelpRequest, Partnership

SHOWN = 20


def help_requests_of(partnership: Partnership) -> list[HelpRequest]:
    """What a partner asked, what waits first."""
    return list(partnership.help_requests.select_related("contact")[:SHOWN])


def help_requests_to(thing: models.Model) -> QuerySet[HelpRequest]:
    """What partners asked of this thing, what waits first."""
    return HelpRequest.objects.filter(asked_of=journal.reference(thing))
