"""Rules of groups that change: a member who moves, two groups that become one. Refusals are words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.geo.nearby import distance_km
from passeurs.core.verdict import ALLOWED, Verdict, refusal
from passeurs.groups.models import Group, Membership
from passeurs.matching.models import PeerPreference, WishSheet
from passeurs.matching.queries.transfer import Destination, destinations_of, names_in, other_groups
from passeurs.partners.queries.place import ROAD, point_of
from passeurs.people.choices import HalfDay
from passeurs.programme.rules import can_follow_city

SMALLEST, LARGEST = 2, 5


def _present(group: Group) -> list[Membership]:
    return [one for one in group.memberships.all() if one.left_at is None]


def _both_live(person: object, source: Group, target: Group) -> Verdict:
    for group in (source, target):
        verdict = can_follow_city(person, group.partnership.season_city.city)
        if not verdict:
            return verdict
    if source.pk == target.pk:
        return refusal(_("C’est le même groupe."))
    if source.dissolved_at or target.dissolved_at:
        return refusal(_("L’un des deux groupes est dissous."))
    if source.partnership.season_city_id != target.partnership.season_city_id:
        return refusal(_("Les deux groupes ne sont pas de la même ville, la même saison."))
    return ALLOWED


def suits(membership: Membership, target: Group, others: list[Membership]) -> Verdict:
    """Whether a place in the target suits one person: half-day, access needs, how far they go, with whom.

    Whom somebody would rather not be with is known to nobody: its refusal is worded as that of any other wish.
    """
    name = membership.mandate.person.public_name
    sheet: WishSheet | None = getattr(membership.mandate, "wish_sheet", None)
    if sheet is None:
        return ALLOWED
    if sheet.half_days and target.half_day not in sheet.half_days:
        words = {"name": name, "half": HalfDay(target.half_day).label}
        return refusal(_("%(name)s n’est pas libre le %(half)s.") % words)
    if set(sheet.needs) - set(target.partnership.access):
        return refusal(_("Ce lieu n’a pas l’accessibilité dont %(name)s a besoin.") % {"name": name})
    lat, lon = point_of(membership.mandate)
    km = ROAD * distance_km(lat, lon, target.partnership.lat, target.partnership.lon)
    mandates = [one.mandate_id for one in others]
    unwanted = PeerPreference.objects.filter(is_wanted=False)
    is_apart = (
        unwanted.filter(sheet=sheet, other__in=mandates).exists()
        or unwanted.filter(sheet__mandate__in=mandates, other=membership.mandate_id).exists()
    )
    if is_apart or km > sheet.limit_km:
        return refusal(_("Ce groupe ne convient pas, d’après les vœux."))
    return ALLOWED


def can_move_member(person: object, membership: Membership, target: Group) -> Verdict:
    """From a group to another of the same city, both staying of two to five, on a half-day the person shares."""
    source = membership.group
    verdict = _both_live(person, source, target)
    if not verdict:
        return verdict
    if membership.left_at:
        return refusal(_("Cette personne n’est plus dans ce groupe."))
    there = _present(target)
    if len(there) >= LARGEST:
        return refusal(_("Ce groupe est complet : %(n)s personnes.") % {"n": len(there)})
    if len(_present(source)) - 1 in range(1, SMALLEST):
        return refusal(_("Il resterait une seule personne : fusionnez plutôt les deux groupes."))
    return suits(membership, target, there)


def can_merge_groups(person: object, source: Group, target: Group) -> Verdict:
    """Two groups of one city that make five at most, on the target's half-day that suits all who come."""
    verdict = _both_live(person, source, target)
    if not verdict:
        return verdict
    coming, there = _present(source), _present(target)
    if len(coming) + len(there) > LARGEST:
        words = {"n": len(coming) + len(there), "most": LARGEST}
        return refusal(_("Ensemble, ils seraient %(n)s : un groupe va jusqu’à %(most)s.") % words)
    for membership in coming:
        verdict = suits(membership, target, there)
        if not verdict:
            return verdict
    return ALLOWED


def destinations_for(membership: Membership, by: object) -> list[Destination]:
    """The groups that a member may join, those they wished for first, then the nearest."""
    return [one for one in destinations_of(membership) if can_move_member(by, membership, one.group)]


def mergeable(group: Group, by: object) -> list[tuple[Group, list[str]]]:
    """The groups that this one may join, with their members' first names."""
    return [(other, names_in(other)) for other in other_groups(group) if can_merge_groups(by, group, other)]
