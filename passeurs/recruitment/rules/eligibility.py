"""Rules of eligibility: who judges what may be read, and when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import Verdict, refusal
from passeurs.recruitment.choices import ReadingPhase
from passeurs.recruitment.models import Call
from passeurs.recruitment.rules.reading import can_do_in


def can_check_eligibility(person: object, call: Call) -> Verdict:
    """The national team, in the first phase."""
    return can_do_in(person, call, ReadingPhase.ELIGIBILITY)


def can_judge_eligibility(person: object, call: Call, *, is_eligible: bool, why: str) -> Verdict:
    """Ineligible only with a reason: the person reads it."""
    verdict = can_check_eligibility(person, call)
    if verdict and not is_eligible and not why.strip():
        return refusal(_("Dites pourquoi cette candidature n’est pas recevable : la personne le lira."))
    return verdict
