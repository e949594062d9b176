"""A group is dissolved: its meetings to come are cancelled, its members told and free for another group."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import clock, journal
from passeurs.groups.actions.meeting import cancel_meeting
from passeurs.groups.actions.membership import end_memberships
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group
from passeurs.groups.rules.group import can_dissolve_group
from passeurs.notifications.actions import notify
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person


@transaction.atomic
def dissolve_group(*, group: Group, by: Person, reason: str, at: dt.datetime | None = None) -> Group:
    """The group ends: its members are free for another, its page and past stay, future meetings are called off."""
    at = at or clock.now()
    group = (
        Group.objects.select_for_update(of=("self",)).select_related("partnership__season_city__city").get(pk=group.pk)
    )
    can_dissolve_group(by, group).or_refuse()
    members = [one.mandate.person for one in group.memberships.present().select_related("mandate__person")]
    end_group(group=group, by=by, reason=reason, at=at)
    for person in members:
        with speaking_to(person):
            notify(
                person=person,
                kind="association_group",
                title=_("Ton groupe avec %(partner)s s’arrête") % {"partner": group.partnership},
                body=reason,
                url=group.get_absolute_url(),
                at=at,
            )
    return group


def end_group(*, group: Group, by: Person, reason: str, at: dt.datetime) -> None:
    """What ends with a group, whoever decided it: its coming meetings, its members' place in it."""
    for meeting in group.meetings.filter(state=MeetingState.PLANNED, starts_at__gt=at):
        cancel_meeting(meeting=meeting, by=by, at=at)
    end_memberships(memberships=group.memberships.all(), by=by, at=at)
    group.dissolved_at, group.reason = at, reason
    group.save(update_fields=["dissolved_at", "reason"])
    journal.record(actor=by, verb="dissolve_group", subject=group, at=at)
