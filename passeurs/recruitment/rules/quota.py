"""Rules of quotas: who sets them, until when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.recruitment.choices import DrawState
from passeurs.recruitment.models import Call
from passeurs.recruitment.rules.call import can_run_calls


def can_set_quotas(person: object, call: Call) -> Verdict:
    """The national team, until a draw is committed: its quotas are published with it."""
    verdict = can_run_calls(person)
    if not verdict:
        return verdict
    if call.draws.filter(state=DrawState.COMMITTED).exists():
        return refusal(_("Un tirage est engagé : ses quotas sont publiés et ne changent plus."))
    return ALLOWED
