"""Rules of what a member says of their group: it is fine, or another one is asked for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import GroupRequest, Membership
from passeurs.people.models import Person
from passeurs.programme.rules import can_follow_city


def can_agree(person: object, membership: Membership) -> Verdict:
    """Of one's own place, while it lasts."""
    if not isinstance(person, Person) or membership.mandate.person_id != person.pk:
        return forbidden(_("Chaque membre répond pour sa propre place."))
    if membership.left_at or membership.group.dissolved_at:
        return refusal(_("Tu n’es plus dans ce groupe."))
    return ALLOWED


def can_ask_another_group(person: object, membership: Membership) -> Verdict:
    """One demand at a time."""
    verdict = can_agree(person, membership)
    if verdict and membership.requests.filter(answered_at__isnull=True).exists():
        return refusal(_("Ta demande est déjà partie : une réponse t’est promise."))
    return verdict


def can_answer_request(person: object, request: GroupRequest) -> Verdict:
    """The city's referent or the team, once."""
    verdict = can_follow_city(person, request.membership.group.partnership.season_city.city)
    if verdict and request.answered_at:
        return refusal(_("Cette demande a déjà sa réponse."))
    return verdict
