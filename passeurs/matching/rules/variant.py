"""Rules of what-if: a demand that names who is in the proposal, a reason that came in time."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.matching.choices import WhatIf
from passeurs.people.choices import HalfDay


def can_ask_what_if(
    problem: dict[str, Any], kind: str, person: int | None, actor: int | None, half_day: str
) -> Verdict:
    """A demand about a person and a partner of the proposal, one of them and a half-day, or a partner alone."""
    is_person_known = person in {row["id"] for row in problem["people"]}
    is_actor_known = actor in {row["id"] for row in problem["actors"]}
    if kind in (WhatIf.LOCK, WhatIf.FORBID):
        told, is_fit = (
            _("Choisissez une personne et un partenaire de cette proposition."),
            is_person_known and is_actor_known,
        )
    elif kind == WhatIf.HALF_DAY:
        is_known = is_person_known if person else is_actor_known
        told, is_fit = _("Choisissez qui, et une demi-journée."), is_known and half_day in HalfDay.values
    else:
        told, is_fit = _("Choisissez un partenaire de cette proposition."), is_actor_known
    return ALLOWED if is_fit else refusal(told)


def can_explain(code: int | None) -> Verdict:
    """Whether the solver told why: its exit code, None when it did not answer in time."""
    if code is None:
        return refusal(_("L’explication n’est pas venue à temps. Réessayez."))
    return refusal(_("Cette personne n’est pas de cette proposition.")) if code else ALLOWED
