"""The heartbeat: what each month of each group became, computed from its meetings and excuses."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from passeurs.core import registry
from passeurs.groups.choices import Beat, MeetingState
from passeurs.groups.models import Group, Meeting
from passeurs.people.choices import HalfDay
from passeurs.programme.queries import is_off

SUGGESTED = 3
LOOK_AHEAD_DAYS = 60
MORNING, AFTERNOON = dt.time(10, 0), dt.time(14, 30)


@dataclass(frozen=True)
class MonthBeat:
    """One month of one group; `month` is its first day."""

    month: dt.date
    beat: Beat


def first_day(day: dt.date) -> dt.date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The first day of the month after."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every month from one day's to another's, as first days."""
    months, month = [], first_day(first)
    while month <= last:
        months.append(month)
        month = next_month(month)
    return months


def beat_of(month: dt.date, meetings: Iterable[Meeting], excused: Iterable[dt.date], at: dt.datetime) -> Beat:
    """What became of a month: the best of its meetings, else its excuse, else promised, or missed once it is over.

    A meeting of the month that began and was confirmed by nobody keeps the month « prévue » until its end.
    """
    planned = [one for one in meetings if one.state == MeetingState.PLANNED]
    here = [one for one in planned if first_day(timezone.localtime(one.starts_at).date()) == month]
    if any(one.is_confirmed for one in here):
        return Beat.CONFIRMED
    if any(one.is_held for one in here):
        return Beat.HELD
    if month in excused:
        return Beat.EXCUSED
    is_over = timezone.localtime(at).date() >= next_month(month)
    if here and (not is_over or any(one.starts_at > at for one in here)):
        return Beat.PLANNED
    return Beat.MISSED if is_over else Beat.PROMISED


def beats_of(group: Group, months: Sequence[dt.date], at: dt.datetime) -> list[MonthBeat | None]:
    """The beats of a group whose meetings and excuses are prefetched; None before it was made or after its end.

    A month that school holidays leave nearly without a working day promises nothing: it is excused.
    """
    insee = group.partnership.season_city.city.insee
    meetings, excused = list(group.meetings.all()), {one.month for one in group.excuses.all()}
    excused |= {month for month in months if is_off(insee, month)}
    by_month: dict[dt.date, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        by_month[first_day(timezone.localtime(meeting.starts_at).date())].append(meeting)
    born = first_day(timezone.localtime(group.made_at).date())
    died = first_day(timezone.localtime(group.dissolved_at).date()) if group.dissolved_at else None
    return [
        MonthBeat(month, beat_of(month, by_month[month], excused, at))
        if born <= month and (died is None or month <= died)
        else None
        for month in months
    ]


def lived_months(group: Group, at: dt.datetime) -> list[dt.date]:
    """The months of a group, from its first to its last, or to the present one."""
    return months_between(timezone.localtime(group.made_at).date(), timezone.localtime(group.dissolved_at or at).date())


def suggested_dates(half_days: Sequence[str], at: dt.datetime) -> list[dt.datetime]:
    """The next three moments on these half-days, from tomorrow on, in the site's time zone: 10:00 or 14:30."""
    today = timezone.localtime(at).date()
    places = {value: index for index, value in enumerate(HalfDay.values)}
    wanted = {places[value] for value in half_days if value in places}
    found: list[dt.datetime] = []
    for ahead in range(1, LOOK_AHEAD_DAYS):
        day = today + dt.timedelta(days=ahead)
        for half, time in enumerate((MORNING, AFTERNOON)):
            if day.weekday() * 2 + half in wanted:
                found.append(timezone.make_aware(dt.datetime.combine(day, time)))
        if len(found) >= SUGGESTED:
            break
    return found[:SUGGESTED]


def shared_half_days(group: Group) -> list[str]:
    """Half-days that suit all the members and the partner; the group's own when they said nothing in common."""
    common = set(group.partnership.half_days)
    members = [one.mandate_id for one in group.memberships.all() if one.left_at is None]
    for free_half_days in registry.free_half_days:
        for half_days in free_half_days(members).values():
            common &= set(half_days)
    return sorted(common, key=HalfDay.values.index) or [group.half_day]
