"""Reads of polls: who can when, and which moment is best."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from passeurs.groups.choices import Availability, PollState
from passeurs.groups.models import Group, Poll, PollDate
from passeurs.partners.models import Contact
from passeurs.people.models import Person


@dataclass(frozen=True)
class DateLine:
    """One moment of a poll: who can, who can if need be, who cannot (first names, the partner by its name); mine."""

    date: PollDate
    can: list[str]
    maybe: list[str]
    cannot: list[str]
    partner: str
    mine: str


@dataclass(frozen=True)
class PollPage:
    """An open poll as somebody sees it, and who has not answered yet."""

    poll: Poll
    lines: list[DateLine]
    silent: list[str]
    is_whole: bool


def best_date(poll: Poll, at: dt.datetime) -> PollDate | None:
    """The moment that suits: the partner did not say no, most members can, then most say a plain yes, then the
    earliest. None when nobody can, or all are past."""
    scored = []
    for date in poll.dates.prefetch_related("votes"):
        partner = [one.answer for one in date.votes.all() if one.is_partner]
        said = [one.answer for one in date.votes.all() if not one.is_partner]
        able = sum(one != Availability.NO for one in said)
        if date.starts_at > at and Availability.NO not in partner and able:
            plain = said.count(Availability.YES) + partner.count(Availability.YES)
            scored.append((able, plain, -date.starts_at.timestamp(), date))
    return max(scored, key=lambda one: one[:3])[3] if scored else None


def open_poll_of(group: Group) -> Poll | None:
    """The poll of a group that is open. One query."""
    return group.polls.filter(state=PollState.OPEN).first()


def poll_page(group: Group, who: Person | Contact) -> PollPage | None:
    """The open poll of a group whose members are prefetched. Three queries."""
    poll = open_poll_of(group)
    if poll is None:
        return None
    names = {one.mandate.person_id: one.mandate.person.public_name for one in group.memberships.all()}
    lines, answered = [], set[int]()
    is_partner = isinstance(who, Contact)
    partner_said = False
    for date in poll.dates.prefetch_related("votes"):
        said: dict[str, list[str]] = {value: [] for value in Availability.values}
        partner, mine = "", ""
        for one in date.votes.all():
            if one.is_partner:
                partner, partner_said = one.answer, True
            elif one.person_id in names:
                said[one.answer].append(names[one.person_id])
                answered.add(one.person_id)
            if one.is_partner == is_partner and (is_partner or one.person_id == who.pk):
                mine = one.answer
        lines.append(DateLine(date, said["yes"], said["maybe"], said["no"], partner, mine))
    silent = [name for pk, name in names.items() if pk not in answered]
    if not partner_said:
        silent.append(group.partnership.name)
    return PollPage(poll, lines, silent, not silent)
