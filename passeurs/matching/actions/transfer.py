"""Groups change with the least disturbance: one person moves, or two groups become one; everybody is told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.groups.actions.group import end_group
from passeurs.groups.actions.membership import end_memberships
from passeurs.groups.messages.group import tell_partner, tell_people
from passeurs.groups.models import Group, Membership
from passeurs.groups.signals import groups_merged
from passeurs.matching.queries.transfer import with_members
from passeurs.matching.rules.transfer import can_merge_groups, can_move_member
from passeurs.notifications.models import WHO
from passeurs.people.messages import later
from passeurs.people.models import Person


def _locked(*pks: int) -> dict[int, Group]:
    """Both groups, locked in the order of their numbers: two referents at once take turns."""
    list(Group.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    return with_members(Group.objects.all()).in_bulk(pks)


def _people(group: Group) -> list[Person]:
    return [one.mandate.person for one in group.memberships.all()]


@transaction.atomic
def move_member(
    *, membership: Membership, to: Group, by: Person, reason: str, at: dt.datetime | None = None
) -> Membership:
    """One person changes groups; they, both groups and both partners are told. Raises Refused with why not."""
    at = at or clock.now()
    groups = _locked(membership.group_id, to.pk)
    source, target = groups[membership.group_id], groups[to.pk]
    membership = Membership.objects.select_related("mandate__person__profile", "mandate__wish_sheet").get(
        pk=membership.pk
    )
    membership.group = source
    can_move_member(by, membership, target).or_refuse()
    stay, meet = [one for one in _people(source) if one.pk != membership.mandate.person_id], _people(target)
    (made,) = _change([membership], target, by, reason, at)
    data = {"from": source.pk, "to": target.pk}
    journal.record(actor=by, verb="move_member", subject=made, data=data, at=at)
    words = {"name": WHO, "partner": target.partnership.name}
    here, there, moved = source.get_absolute_url(), target.get_absolute_url(), membership.mandate.person
    tell_people(
        [membership.mandate.person], later(lambda: _("Tu changes de groupe : %(partner)s") % words), reason, there, at
    )
    tell_people(stay, later(lambda: _("%(name)s rejoint un autre groupe") % words), "", here, at, by=moved)
    tell_people(meet, later(lambda: _("%(name)s rejoint votre groupe") % words), "", there, at, by=moved)
    _tell_partners(source, target)
    return made


@transaction.atomic
def merge_groups(*, source: Group, into: Group, by: Person, reason: str, at: dt.datetime | None = None) -> Group:
    """The source's members and open projects go to the other group; the source ends, its page and past stay."""
    at = at or clock.now()
    groups = _locked(source.pk, into.pk)
    source, target = groups[source.pk], groups[into.pk]
    can_merge_groups(by, source, target).or_refuse()
    coming, there = list(source.memberships.all()), _people(target)
    _change(coming, target, by, reason, at)
    groups_merged.send(Group, source=source, target=target)
    end_group(group=source, by=by, reason=reason, at=at)
    data = {"into": target.pk, "moved": len(coming)}
    journal.record(actor=by, verb="merge_groups", subject=source, data=data, at=at)
    words = {"partner": target.partnership.name}
    for membership in coming:
        title = later(lambda: _("Ton groupe en rejoint un autre : %(partner)s") % words)
        tell_people([membership.mandate.person], title, reason, target.get_absolute_url(), at)
    tell_people(there, gettext_lazy("Un autre groupe rejoint le vôtre"), reason, target.get_absolute_url(), at)
    _tell_partners(source, target)
    return target


def _change(memberships: list[Membership], target: Group, by: Person, reason: str, at: dt.datetime) -> list[Membership]:
    rows = Membership.objects.filter(pk__in=[one.pk for one in memberships])
    end_memberships(memberships=rows, by=by, at=at, reply=reason)
    return [Membership.objects.create(group=target, mandate_id=one.mandate_id, joined_at=at) for one in memberships]


def _tell_partners(*groups: Group) -> None:
    """One letter each, even to a partner of both groups."""
    for group in {one.partnership_id: one for one in groups}.values():
        tell_partner(group, "group_changed")
