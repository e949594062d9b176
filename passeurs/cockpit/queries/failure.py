"""Errors of the site, for the team: how many, and their list."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.failures import recent_failures
from passeurs.core.registry import Figure
from passeurs.people.models import Person
from passeurs.people.queries import is_team

# What the team's day counts.
DAYS = 7


def failure_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """How many pages broke lately, for the national team; nothing when none did."""
    count = len(recent_failures(at, DAYS)) if is_team(person) else 0
    if not count:
        return []
    return [Figure(_("Erreurs du site, sur sept jours"), count, reverse("cockpit:failure-list"), order=90)]
