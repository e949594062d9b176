"""Rules of care: who says how it went, who reads it, what the signs of a failing pair are, how the ladder climbs."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Absence
from passeurs.groups.queries.ladder import LADDER
from passeurs.people.models import Person
from passeurs.programme.rules import can_follow_city


def next_rung(rung: int, seen_at: dt.datetime, rung_at: dt.datetime, at: dt.datetime) -> int:
    """The rung where somebody stands now: one more at most, once its days are over since they were seen, and the time
    between two rungs since the last one: whoever is found late is not told everything in one day.
    """
    if rung >= len(LADDER):
        return rung
    step = LADDER[rung].days - (LADDER[rung - 1].days if rung else 0)
    is_due = at >= seen_at + dt.timedelta(days=LADDER[rung].days)
    is_spaced = rung == 0 or at >= rung_at + dt.timedelta(days=step)
    return rung + 1 if is_due and is_spaced else rung


def can_answer_absence(person: object, absence: Absence) -> Verdict:
    """Whoever it is about, while it is open."""
    if not isinstance(person, Person) or absence.mandate.person_id != person.pk:
        return forbidden(_("Cette question ne t’est pas posée."))
    return refusal(_("C’est déjà réglé : merci d’être là.")) if absence.ended_at else ALLOWED


def can_close_absence(person: object, absence: Absence) -> Verdict:
    """The referent, once they have heard from them."""
    verdict = can_follow_city(person, absence.mandate.season_city.city)
    if verdict and absence.ended_at:
        return refusal(_("C’est déjà réglé."))
    return verdict
