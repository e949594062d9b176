"""Meetings are planned, moved, cancelled, confirmed by both sides; months are excused; groups are warned in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.core.templatetags.words import moment
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Group, Meeting
from passeurs.groups.rules.meeting import (
    can_cancel_meeting,
    can_confirm_as_partner,
    can_confirm_meeting,
    can_move_meeting,
    can_plan_meeting,
)
from passeurs.groups.rules.minutes import can_write_minutes
from passeurs.groups.running import write_invitation
from passeurs.notifications.actions import notify
from passeurs.partners.models import Contact
from passeurs.partners.running import write_letter
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person


@transaction.atomic
def plan_meeting(
    *,
    group: Group,
    by: Person,
    starts_at: dt.datetime,
    place: str = "",
    agenda: str = "",
    at: dt.datetime | None = None,
) -> Meeting:
    """Set a date; members and partner get it for their calendars. The group's row is locked: a double click is one."""
    at = at or clock.now()
    group = (
        Group.objects.select_for_update(of=("self",)).select_related("partnership__season_city__city").get(pk=group.pk)
    )
    can_plan_meeting(by, group, starts_at, at).or_refuse()
    return set_meeting(group=group, by=by, starts_at=starts_at, place=place, agenda=agenda, at=at)


def set_meeting(
    *, group: Group, by: Person | None, starts_at: dt.datetime, place: str, agenda: str = "", at: dt.datetime
) -> Meeting:
    """Make a meeting that was allowed elsewhere (a member plans, a poll ends), and tell everybody."""
    meeting = Meeting.objects.create(
        group=group, starts_at=starts_at, place=place, agenda=agenda, made_by=by, changed_at=at
    )
    journal.record(actor=by, verb="plan_meeting", subject=meeting, at=at)
    _tell_members(meeting, by, gettext_lazy("Rencontre le %(when)s avec %(partner)s"), at)
    _invite(meeting)
    return meeting


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, by: Person, starts_at: dt.datetime, place: str, at: dt.datetime | None = None
) -> Meeting:
    """Another moment for a planned meeting, once: calendars replace it, under the same UID. Raises Refused."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    if (meeting.starts_at, meeting.place) == (starts_at, place):
        return meeting
    can_move_meeting(by, meeting, starts_at, at).or_refuse()
    meeting.starts_at, meeting.place, meeting.moved_at = starts_at, place, at
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
    meeting.save(update_fields=["starts_at", "place", "moved_at", "sequence", "changed_at"])
    journal.record(actor=by, verb="move_meeting", subject=meeting, at=at)
    _tell_members(meeting, by, gettext_lazy("Changée : la rencontre avec %(partner)s est le %(when)s"), at)
    _invite(meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, at: dt.datetime | None = None) -> Meeting:
    """Call it off: calendars are told. Cancelled twice is refused the second time."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    can_cancel_meeting(by, meeting).or_refuse()
    meeting.state, meeting.sequence, meeting.changed_at = MeetingState.CANCELLED, meeting.sequence + 1, at
    meeting.save(update_fields=["state", "sequence", "changed_at"])
    journal.record(actor=by, verb="cancel_meeting", subject=meeting, at=at)
    _tell_members(meeting, by, gettext_lazy("Annulée : la rencontre du %(when)s avec %(partner)s"), at)
    _invite(meeting)
    return meeting


@transaction.atomic
def confirm_as_member(*, meeting: Meeting, by: Person, summary: str = "", at: dt.datetime | None = None) -> Meeting:
    """A member says it was held, in two lines. Said twice is said once; the lines can be mended."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    can_write_minutes(by, meeting).or_refuse()
    can_confirm_meeting(meeting, at).or_refuse()
    is_first = meeting.group_confirmed_at is None
    if is_first:
        meeting.group_confirmed_at, meeting.group_confirmed_by = at, by
    meeting.summary = summary or meeting.summary
    meeting.save(update_fields=["group_confirmed_at", "group_confirmed_by", "summary"])
    if is_first:
        journal.record(actor=by, verb="confirm_as_member", subject=meeting, at=at)
        if meeting.partner_confirmed_at is None:
            for contact in meeting.group.partnership.contacts.present():
                write_letter("to_confirm", contact.pk)
    return meeting


@transaction.atomic
def confirm_as_partner(*, meeting: Meeting, contact: Contact, at: dt.datetime | None = None) -> Meeting:
    """The partner says it was held, by their link. Twice is once. Raises Refused for another partner's meeting."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    can_confirm_as_partner(contact, meeting, at).or_refuse()
    if meeting.partner_confirmed_at is None:
        meeting.partner_confirmed_at, meeting.partner_confirmed_by = at, contact
        meeting.save(update_fields=["partner_confirmed_at", "partner_confirmed_by"])
        journal.record(verb="confirm_as_partner", subject=meeting, data={"contact": contact.pk}, at=at)
    return meeting


def locked_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, its row locked, with its group's city: two who say something of it take turns."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("group__partnership__season_city__city").get(pk=meeting.pk)


def _tell_members(meeting: Meeting, by: Person | None, title: Any, at: dt.datetime) -> None:
    partnership = meeting.group.partnership
    rows = meeting.group.memberships.present().select_related("mandate__person")
    for membership in rows.exclude(mandate__person=by) if by else rows:
        with speaking_to(membership.mandate.person):
            notify(
                person=membership.mandate.person,
                kind="meeting",
                title=title % {"when": _when(meeting), "partner": partnership.name},
                body=meeting.place,
                url=meeting.group.get_absolute_url(),
                key=f"meeting:{meeting.pk}:{meeting.sequence}:{membership.pk}",
                at=at,
            )


def _when(meeting: Meeting) -> str:
    with timezone.override(meeting.group.partnership.season_city.city.time_zone):
        return moment(meeting.starts_at)


def _invite(meeting: Meeting) -> None:
    for contact in meeting.group.partnership.contacts.present():
        write_invitation(meeting.pk, contact.pk)
