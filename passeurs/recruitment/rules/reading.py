"""Rules of reading: who is given files, who reads which, when thresholds are set."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.recruitment.choices import IN_READING, CallState, DrawState, ReadingPhase
from passeurs.recruitment.models import Call, Reading
from passeurs.recruitment.rules.call import can_run_calls


def can_run_reading(person: object, call: Call) -> Verdict:
    """The national team, between the end of the call and its draw."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if call.state != CallState.CLOSED:
        return refusal(_("La lecture se fait quand l’appel est fermé, avant qu’il soit décidé."))
    if call.draws.filter(state__in=[DrawState.COMMITTED, DrawState.DRAWN]).exists():
        return refusal(_("Un tirage est engagé : la réserve ne change plus."))
    return ALLOWED


PHASES = list(ReadingPhase)


def can_have_profile(person: object) -> Verdict:
    """Whoever reads, or read."""
    is_juror = isinstance(person, Person) and person.role_grants.filter(role=Role.JUROR, ended_at=None).exists()
    return ALLOWED if is_juror else forbidden(_("Cette page est pour les membres des jurys."))


def can_do_in(person: object, call: Call, *phases: ReadingPhase) -> Verdict:
    """What belongs to some phases of the reading."""
    verdict = can_run_reading(person, call)
    if verdict and call.reading_phase not in phases:
        return refusal(
            _("Cela se fait pendant la phase « %(phase)s » : passez-y d’abord.") % {"phase": phases[0].label}
        )
    return verdict


def can_share_readings(person: object, call: Call) -> Verdict:
    """While files are read, or discussed: a third reader may be missing."""
    return can_do_in(person, call, ReadingPhase.READING, ReadingPhase.DISCUSSION)


def can_set_threshold(person: object, call: Call) -> Verdict:
    """When scores do not move any more."""
    return can_do_in(person, call, ReadingPhase.THRESHOLD)


def can_move_reading(person: object, call: Call, phase: str) -> Verdict:
    """One step forward, or one back."""
    verdict = can_run_reading(person, call)
    if not verdict:
        return verdict
    if (
        phase not in PHASES
        or abs(PHASES.index(ReadingPhase(phase)) - PHASES.index(ReadingPhase(call.reading_phase))) != 1
    ):
        return refusal(_("Les phases se suivent : on passe à la suivante, ou on revient à la précédente."))
    return ALLOWED


def can_see_reading(person: object, reading: Reading) -> Verdict:
    """One's own file, while it is read."""
    if not isinstance(person, Person) or reading.reader_id != person.pk:
        return forbidden(_("Cette lecture est confiée à quelqu’un d’autre."))
    if reading.conflict_at:
        return refusal(_("Vous avez signalé un lien avec cette candidature : quelqu’un d’autre la lit."))
    if reading.application.status not in IN_READING:
        return refusal(_("Cette candidature n’est plus en lecture."))
    return ALLOWED


def can_read(person: object, reading: Reading) -> Verdict:
    """To give or correct one's reading: while files are read or discussed."""
    verdict = can_see_reading(person, reading)
    if verdict and reading.application.call.reading_phase not in (ReadingPhase.READING, ReadingPhase.DISCUSSION):
        return refusal(_("La lecture est fermée : votre avis est gardé, il ne change plus."))
    return verdict
