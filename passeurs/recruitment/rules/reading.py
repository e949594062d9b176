"""Rules of reading: who is given files, who reads which, when thresholds are set."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.recruitment.choices import IN_READING, CallState, DrawState
from passeurs.recruitment.models import Call, Reading
from passeurs.recruitment.rules.calls import can_run_calls


def can_run_reading(person: object, call: Call) -> Verdict:
    """The national team, between the end of the call and its draw."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if call.state != CallState.CLOSED:
        return refusal(_("La lecture se fait quand l’appel est fermé, avant qu’il soit décidé."))
    if call.draws.filter(state__in=[DrawState.COMMITTED, DrawState.DRAWN]).exists():
        return refusal(_("Un tirage est engagé : la réserve ne change plus."))
    return ALLOWED


def can_read(person: object, reading: Reading) -> Verdict:
    """One's own, while the file is read. Others' readings are never shown before one's own is given."""
    if not isinstance(person, Person) or reading.reader_id != person.pk:
        return forbidden(_("Cette lecture est confiée à quelqu’un d’autre."))
    if reading.conflict_at:
        return refusal(_("Vous avez signalé un lien avec cette candidature : quelqu’un d’autre la lit."))
    if reading.application.status not in IN_READING:
        return refusal(_("Cette candidature n’est plus en lecture."))
    return ALLOWED
