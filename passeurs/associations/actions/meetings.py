"""Meetings are planned, moved, cancelled, confirmed by both sides; months are excused; groups are warned in time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations import rules, tasks
from passeurs.associations.actions.other_group import withdraw_request
from passeurs.associations.choices import Beat, MeetingState
from passeurs.associations.models import Contact, Excuse, Group, Meeting
from passeurs.associations.queries.beats import beats_of, first_day, next_month
from passeurs.associations.queries.groups import readable
from passeurs.core import clock, journal
from passeurs.core.templatetags.words import moment
from passeurs.core.verdict import Refused, refusal
from passeurs.notifications.actions import notify
from passeurs.people.choices import Role
from passeurs.people.models import Person
from passeurs.people.queries import holders_of
from passeurs.promises.actions import owe
from passeurs.promises.choices import Owner
from passeurs.promises.models import Promise

WARNING_DAYS = (10, 18, 24)
TALK = "group_talk"
TALK_DAYS = 7
REFERENT_DAY = 24


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
    rules.can_plan_meeting(by, group, starts_at, at).or_refuse()
    return set_meeting(group=group, by=by, starts_at=starts_at, place=place, agenda=agenda, at=at)


def set_meeting(
    *, group: Group, by: Person | None, starts_at: dt.datetime, place: str, agenda: str = "", at: dt.datetime
) -> Meeting:
    """Make a meeting that was allowed elsewhere (a member plans, a poll ends), and tell everybody."""
    meeting = Meeting.objects.create(
        group=group, starts_at=starts_at, place=place, agenda=agenda, made_by=by, changed_at=at
    )
    journal.record(actor=by, verb="plan_meeting", subject=meeting, at=at)
    _tell_members(meeting, by, _("Rencontre le %(when)s avec %(partner)s"), at)
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
    rules.can_move_meeting(by, meeting, starts_at, at).or_refuse()
    meeting.starts_at, meeting.place, meeting.moved_at = starts_at, place, at
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
    meeting.save(update_fields=["starts_at", "place", "moved_at", "sequence", "changed_at"])
    journal.record(actor=by, verb="move_meeting", subject=meeting, at=at)
    _tell_members(meeting, by, _("Changée : la rencontre avec %(partner)s est le %(when)s"), at)
    _invite(meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, at: dt.datetime | None = None) -> Meeting:
    """Call it off: calendars are told. Cancelled twice is refused the second time."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    rules.can_cancel_meeting(by, meeting).or_refuse()
    meeting.state, meeting.sequence, meeting.changed_at = MeetingState.CANCELLED, meeting.sequence + 1, at
    meeting.save(update_fields=["state", "sequence", "changed_at"])
    journal.record(actor=by, verb="cancel_meeting", subject=meeting, at=at)
    _tell_members(meeting, by, _("Annulée : la rencontre du %(when)s avec %(partner)s"), at)
    _invite(meeting)
    return meeting


@transaction.atomic
def confirm_as_member(*, meeting: Meeting, by: Person, summary: str = "", at: dt.datetime | None = None) -> Meeting:
    """A member says it was held, in two lines. Said twice is said once; the lines can be mended."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    rules.can_word_meeting(by, meeting).or_refuse()
    rules.can_confirm_meeting(meeting, at).or_refuse()
    is_first = meeting.group_confirmed_at is None
    if is_first:
        meeting.group_confirmed_at, meeting.group_confirmed_by = at, by
    meeting.summary = summary or meeting.summary
    meeting.save(update_fields=["group_confirmed_at", "group_confirmed_by", "summary"])
    if is_first:
        journal.record(actor=by, verb="confirm_as_member", subject=meeting, at=at)
        if meeting.partner_confirmed_at is None:
            for contact in meeting.group.partnership.contacts.filter(revoked_at=None):
                tasks.post(tasks.send_partner_letter, "to_confirm", contact.pk)
    return meeting


@transaction.atomic
def confirm_as_partner(*, meeting: Meeting, contact: Contact, at: dt.datetime | None = None) -> Meeting:
    """The partner says it was held, by their link. Twice is once. Raises Refused for another partner's meeting."""
    at = at or clock.now()
    meeting = locked_meeting(meeting)
    if meeting.group.partnership_id != contact.partnership_id:
        raise Refused(refusal(_("Cette rencontre n’est pas de votre groupe.")))
    rules.can_confirm_meeting(meeting, at).or_refuse()
    if meeting.partner_confirmed_at is None:
        meeting.partner_confirmed_at, meeting.partner_confirmed_by = at, contact
        meeting.save(update_fields=["partner_confirmed_at", "partner_confirmed_by"])
        journal.record(verb="confirm_as_partner", subject=meeting, data={"contact": contact.pk}, at=at)
    return meeting


@transaction.atomic
def excuse_month(*, group: Group, by: Person, month: dt.date, reason: str, at: dt.datetime | None = None) -> Excuse:
    """No meeting is due this month. Excused twice, the last reason stays."""
    rules.can_excuse_month(by, group).or_refuse()
    excuse, _made = Excuse.objects.update_or_create(
        group=group, month=first_day(month), defaults={"reason": reason, "made_by": by, "made_at": at or clock.now()}
    )
    journal.record(actor=by, verb="excuse_month", subject=excuse, data={"month": month.isoformat()}, at=at)
    return excuse


@transaction.atomic
def dissolve_group(*, group: Group, by: Person, reason: str, at: dt.datetime | None = None) -> Group:
    """The group ends: its members are free for another, its page and past stay, future meetings are called off."""
    at = at or clock.now()
    group = (
        Group.objects.select_for_update(of=("self",)).select_related("partnership__season_city__city").get(pk=group.pk)
    )
    rules.can_dissolve_group(by, group).or_refuse()
    members = [one.mandate.person for one in group.memberships.filter(left_at=None).select_related("mandate__person")]
    end_group(group=group, by=by, reason=reason, at=at)
    for person in members:
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
    for membership in group.memberships.filter(left_at__isnull=True):
        withdraw_request(membership=membership, by=by, at=at)
    group.memberships.filter(left_at__isnull=True).update(left_at=at)
    group.dissolved_at, group.reason = at, reason
    group.save(update_fields=["dissolved_at", "reason"])
    journal.record(actor=by, verb="dissolve_group", subject=group, at=at)


def ask_for_talks(at: dt.datetime) -> int:
    """Two months missed in a row open a talk with the referent, never a sanction. Returns how many were opened."""
    today = timezone.localtime(at).date()
    last = first_day(first_day(today) - dt.timedelta(days=1))
    months = [first_day(last - dt.timedelta(days=1)), last]
    count = 0
    for group in readable(Group.objects.running().filter(partnership__season_city__season__phase="running")):
        beats = beats_of(group, months, at)
        if not all(one and one.beat == Beat.MISSED for one in beats) or _was_talked(group, months[0]):
            continue
        city = group.partnership.season_city.city
        owe(
            kind=TALK,
            about=group,
            about_label=_("Deux mois sans rencontre : %(partner)s, %(city)s")
            % {"partner": group.partnership, "city": city},
            about_url=group.get_absolute_url(),
            owner=Owner.REFERENT,
            scope=city.scope,
            owed_to_label=_("groupe %(partner)s") % {"partner": group.partnership},
            detail=_("En parler avec le groupe et le partenaire : qu’est-ce qui empêche, quelle date, quelle aide ?"),
            days=TALK_DAYS,
            at=at,
        )
        count += 1
    return count


def _was_talked(group: Group, since: dt.date) -> bool:
    """Whether a talk about these months was already asked for."""
    rows = Promise.objects.about_thing(group).filter(kind=TALK)
    return rows.filter(made_at__gte=timezone.make_aware(dt.datetime.combine(next_month(since), dt.time()))).exists()


def warn_groups(at: dt.datetime) -> int:
    """On days 10, 18 and 24, tell once those who can still save the month; on day 24 the referent too."""
    today = timezone.localtime(at).date()
    due = [number for number in WARNING_DAYS if number <= today.day]
    if not due:
        return 0
    month, count = first_day(today), 0
    for group in readable(Group.objects.running().filter(partnership__season_city__season__phase="running")):
        (beat,) = beats_of(group, [month], at)
        if beat is None or beat.beat != Beat.PROMISED:
            continue
        people = [one.mandate.person for one in group.memberships.all()]
        if due[-1] == REFERENT_DAY:
            people += list(holders_of(Role.REFERENT, group.partnership.season_city.city.scope))
        for person in people:
            notify(
                person=person,
                kind="heartbeat",
                title=_("Pas encore de date ce mois-ci avec %(partner)s") % {"partner": group.partnership},
                body=_("Trois dates qui vont à tout le groupe sont proposées sur sa page."),
                url=group.get_absolute_url(),
                key=f"heartbeat:{group.pk}:{month:%Y-%m}:{due[-1]}:{person.pk}",
                at=at,
            )
        count += 1
    return count


def _locked_group(group: Group) -> Group:
    rows = Group.objects.select_for_update(of=("self",))
    return rows.select_related("partnership__season_city__city").get(pk=group.pk)


def locked_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, its row locked, with its group's city: two who say something of it take turns."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("group__partnership__season_city__city").get(pk=meeting.pk)


def _tell_members(meeting: Meeting, by: Person | None, title: str, at: dt.datetime) -> None:
    partnership = meeting.group.partnership
    with timezone.override(partnership.season_city.city.time_zone):
        words = {"when": moment(meeting.starts_at), "partner": partnership.name}
    rows = meeting.group.memberships.filter(left_at=None).select_related("mandate__person")
    for membership in rows.exclude(mandate__person=by) if by else rows:
        notify(
            person=membership.mandate.person,
            kind="meeting",
            title=title % words,
            body=meeting.place,
            url=meeting.group.get_absolute_url(),
            key=f"meeting:{meeting.pk}:{meeting.sequence}:{membership.pk}",
            at=at,
        )


def _invite(meeting: Meeting) -> None:
    for contact in meeting.group.partnership.contacts.filter(revoked_at=None):
        tasks.post(tasks.send_invitation, meeting.pk, contact.pk)
