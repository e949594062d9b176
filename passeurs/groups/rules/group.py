"""Rules of groups and their meetings."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Group
from passeurs.people.models import Person
from passeurs.programme.rules import can_follow_city


def is_member(person: object, group: Group) -> bool:
    """Whether this person is in the group now."""
    if not isinstance(person, Person):
        return False
    return group.memberships.present().filter(mandate__person=person).exists()


def can_see_group(person: object, group: Group) -> Verdict:
    """Its members, the city's referent, the team."""
    if is_member(person, group) or can_follow_city(person, group.partnership.season_city.city):
        return ALLOWED
    return forbidden(_("Cette page est celle d’un autre groupe."))


def can_take_part(person: object, group: Group) -> Verdict:
    """Plan and write: the members, and the referent who helps them, while the group lives."""
    verdict = can_see_group(person, group)
    if verdict and group.dissolved_at:
        return refusal(_("Ce groupe est dissous : sa page reste, plus rien ne s’y prévoit."))
    return verdict


def can_dissolve_group(person: object, group: Group) -> Verdict:
    """The referent or the team, once."""
    verdict = can_follow_city(person, group.partnership.season_city.city)
    if verdict and group.dissolved_at:
        return refusal(_("Ce groupe est déjà dissous."))
    return verdict


def can_excuse_month(person: object, group: Group) -> Verdict:
    """The referent or the team: an excuse is known to whoever follows the group."""
    return can_follow_city(person, group.partnership.season_city.city)


def was_member(person: object, group: Group) -> bool:
    """Whether this person is in the group, or was."""
    return isinstance(person, Person) and group.memberships.filter(mandate__person=person).exists()
