"""Rules of care: who follows a group."""

from __future__ import annotations

from passeurs.core.verdict import Verdict
from passeurs.groups.models import Group
from passeurs.programme.rules import can_follow_city


def can_care(person: object, group: Group) -> Verdict:
    """The board of care, its signs and notes: the city's referent and the team."""
    return can_follow_city(person, group.partnership.season_city.city)
