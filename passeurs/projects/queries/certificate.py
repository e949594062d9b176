"""Reads of the handover: what the former group of a partner left, a dossier begun from facts, a certificate's facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Membership
from passeurs.projects.choices import ProjectState
from passeurs.projects.models import Project


@dataclass(frozen=True)
class Certificate:
    """What a certificate says of one person in one group: facts that both sides confirmed."""

    name: str
    partner: str
    city: str
    season: str
    since: dt.date
    until: dt.date | None
    meetings: list[dt.date]
    minutes: int
    projects: list[str]


def certificate_of(membership: Membership) -> Certificate:
    """The facts of one membership: meetings confirmed by both sides while it lasted, projects that ended."""
    group = membership.group
    confirmed = group.meetings.filter(
        state=MeetingState.PLANNED,
        group_confirmed_at__isnull=False,
        partner_confirmed_at__isnull=False,
        starts_at__gte=membership.joined_at,
    ).exclude(attendances__in=membership.attendances.filter(is_there=False))
    done = Project.objects.filter(group=group, state=ProjectState.DONE, done_at__gte=membership.joined_at)
    if membership.left_at:
        confirmed = confirmed.filter(starts_at__lte=membership.left_at)
        done = done.filter(started_at__lte=membership.left_at)
    meetings = list(confirmed.order_by("starts_at"))
    return Certificate(
        name=membership.mandate.person.public_name,
        partner=group.partnership.name,
        city=group.partnership.season_city.city.name,
        season=group.partnership.season_city.season.name,
        since=timezone.localtime(membership.joined_at).date(),
        until=timezone.localtime(membership.left_at).date() if membership.left_at else None,
        meetings=[timezone.localtime(one.starts_at).date() for one in meetings],
        minutes=sum(one.minutes for one in meetings),
        projects=[project.title for project in done.order_by("done_at")],
    )
