"""Rules of alarms: who raises one, who reads it, who answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Concern, Group
from passeurs.groups.rules.group import is_member
from passeurs.people.queries import is_team
from passeurs.programme.rules import can_follow_city


def can_raise_concern(person: object, group: Group) -> Verdict:
    """A member of the group, whatever became of it."""
    return ALLOWED if is_member(person, group) else forbidden(_("Chaque membre parle de son propre groupe."))


def can_answer_concern(person: object, concern: Concern) -> Verdict:
    """The team; the city's referent, unless it was asked that they do not read it. Once."""
    readers = (
        is_team(person) if concern.is_for_team else can_follow_city(person, concern.group.partnership.season_city.city)
    )
    if not readers:
        return forbidden(_("Cette alerte est lue par d’autres personnes."))
    return refusal(_("Cette alerte a déjà sa réponse.")) if concern.answered_at else ALLOWED
