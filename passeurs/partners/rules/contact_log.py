"""Rules of the log of contacts."""

from __future__ import annotations

from passeurs.core.verdict import Verdict
from passeurs.partners.models import Partnership
from passeurs.partners.rules.partnership import can_run_partnership


def can_log_contact(person: object, partnership: Partnership) -> Verdict:
    """Whoever runs the partnership notes what was said, and reads it: the team, the city's referent."""
    return can_run_partnership(person, partnership)
