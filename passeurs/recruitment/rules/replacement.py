"""Rules of replacements: when a place that was drawn is given again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import DrawState, Status
from passeurs.recruitment.models import Draw
from passeurs.recruitment.rules.call import can_run_calls


def can_replace_declined(person: object, draw: Draw) -> Verdict:
    """The national team, when a place that was drawn is free again."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if draw.state != DrawState.DRAWN:
        return refusal(_("Ce tirage n’est pas fait."))
    if not draw.entries.filter(is_selected=True, application__status=Status.WITHDRAWN).exists():
        return refusal(_("Personne n’a laissé sa place depuis le dernier remplacement."))
    return ALLOWED


def can_keep_replacement(is_unchanged: bool) -> Verdict:
    """Nobody left or took a place while it was computed, nobody replaced meanwhile."""
    if is_unchanged:
        return ALLOWED
    return refusal(_("Des places ont changé pendant le calcul : recommencez."))
