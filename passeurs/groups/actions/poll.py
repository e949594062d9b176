"""Polls on a date: opened, answered, completed by counter-proposals, ended on the best moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from passeurs.core import clock, journal
from passeurs.core.templatetags.words import moment
from passeurs.groups.actions.meeting import set_meeting
from passeurs.groups.choices import Availability, MeetingState, PollState
from passeurs.groups.models import Group, Poll, PollDate, PollVote
from passeurs.groups.queries.poll import best_date
from passeurs.groups.rules.poll import can_add_date, can_ask_dates, can_close_poll, can_open_poll, can_vote
from passeurs.notifications.actions import notify
from passeurs.partners.models import Contact
from passeurs.partners.running import write_letter
from passeurs.people.messages import speaking_to
from passeurs.people.models import Person

Voter = Person | Contact


def _locked_group(pk: int) -> Group:
    rows = Group.objects.select_for_update(of=("self",))
    return rows.select_related("partnership__season_city__city").get(pk=pk)


@transaction.atomic
def open_poll(
    *,
    group: Group,
    by: Voter,
    dates: list[dt.datetime],
    closes_at: dt.datetime,
    place: str = "",
    at: dt.datetime | None = None,
) -> Poll:
    """Ask which of two to five moments suits. Raises Refused; a double click opens one poll."""
    at = at or clock.now()
    group = _locked_group(group.pk)
    can_open_poll(by, group).or_refuse()
    moments = sorted(set(dates))
    can_ask_dates(moments, closes_at, at).or_refuse()
    poll = Poll.objects.create(
        group=group,
        closes_at=closes_at,
        place=place,
        opened_at=at,
        opened_by=by if isinstance(by, Person) else None,
        opened_by_contact=by if isinstance(by, Contact) else None,
    )
    PollDate.objects.bulk_create(PollDate(poll=poll, starts_at=one) for one in moments)
    journal.record(actor=by if isinstance(by, Person) else None, verb="open_poll", subject=poll, at=at)
    _tell(
        poll, by, gettext_lazy("Quelle date te va avec %(partner)s ?"), gettext_lazy("Réponds avant le %(closes)s."), at
    )
    for contact in group.partnership.contacts.present():
        if contact != by:
            write_letter("poll_opened", contact.pk)
    return poll


def _open(poll: Poll, by: Voter, at: dt.datetime) -> Poll:
    """The poll, locked, if this voter may still answer it."""
    poll = Poll.objects.select_for_update(of=("self",)).select_related("group__partnership").get(pk=poll.pk)
    can_vote(by, poll, at).or_refuse()
    return poll


@transaction.atomic
def vote(*, poll: Poll, by: Voter, answers: dict[int, str], at: dt.datetime | None = None) -> Poll:
    """Keep what a voter says of each moment; said again, it is changed. After the end it is refused, in words."""
    at = at or clock.now()
    poll = _open(poll, by, at)
    person = by if isinstance(by, Person) else None
    for date in poll.dates.filter(pk__in=answers):
        PollVote.objects.update_or_create(
            date=date,
            person=person,
            is_partner=person is None,
            defaults={"answer": Availability(answers[date.pk])},
        )
    journal.record(actor=person, verb="vote", subject=poll, at=at)
    return poll


@transaction.atomic
def add_date(*, poll: Poll, by: Voter, starts_at: dt.datetime, at: dt.datetime | None = None) -> PollDate:
    """A counter-proposal: one more moment, which suits whoever proposes it. The others are told."""
    at = at or clock.now()
    poll = _open(poll, by, at)
    can_add_date(poll, starts_at).or_refuse()
    date = PollDate.objects.create(poll=poll, starts_at=starts_at, is_counter=True)
    vote(poll=poll, by=by, answers={date.pk: Availability.YES}, at=at)
    _tell(
        poll,
        by,
        gettext_lazy("Une autre date est proposée avec %(partner)s"),
        gettext_lazy("Réponds avant le %(closes)s."),
        at,
    )
    return date


@transaction.atomic
def close_poll(*, poll: Poll, by: Person | None = None, at: dt.datetime | None = None) -> Poll:
    """End a poll on the best moment and set the meeting; when none suits, say so. `by` is None for the clock.

    Closed twice is closed once: a vote that was being written is counted before, or refused after.
    """
    at = at or clock.now()
    group = _locked_group(poll.group_id)
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    poll.group = group
    if poll.state != PollState.OPEN:
        return poll
    if by is not None:
        can_close_poll(by, poll).or_refuse()
    best = best_date(poll, at)
    taken = group.meetings.filter(state=MeetingState.PLANNED, starts_at=best.starts_at).first() if best else None
    if best and not group.dissolved_at:
        poll.meeting = taken or set_meeting(group=group, by=by, starts_at=best.starts_at, place=poll.place, at=at)
    poll.state = PollState.KEPT if poll.meeting else PollState.NONE
    poll.save(update_fields=["state", "meeting"])
    journal.record(actor=by, verb="close_poll", subject=poll, data={"state": poll.state}, at=at)
    if poll.state == PollState.NONE and not group.dissolved_at:
        _tell(
            poll,
            by,
            gettext_lazy("Aucune date ne va avec %(partner)s"),
            gettext_lazy("Proposez-en d’autres sur la page du groupe."),
            at,
        )
    return poll


def close_due_polls(at: dt.datetime) -> int:
    """The clock ends what is due. Returns how many."""
    due = list(Poll.objects.filter(state=PollState.OPEN, closes_at__lte=at))
    for poll in due:
        close_poll(poll=poll, at=at)
    return len(due)


def _tell(poll: Poll, by: Voter | None, title: Any, body: Any, at: dt.datetime) -> None:
    partnership = poll.group.partnership
    rows = poll.group.memberships.present().select_related("mandate__person")
    for membership in rows:
        if membership.mandate.person != by:
            with speaking_to(membership.mandate.person), timezone.override(partnership.season_city.city.time_zone):
                words = {"partner": partnership.name, "closes": moment(poll.closes_at)}
                notify(
                    person=membership.mandate.person,
                    kind="meeting",
                    title=title % words,
                    body=body % words,
                    url=poll.group.get_absolute_url(),
                    key=f"poll:{poll.pk}:{poll.state}:{poll.dates.count()}:{membership.pk}",
                    at=at,
                )
