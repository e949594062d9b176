"""The months of many groups: the team's board, its figure, who is to be warned or talked with."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.groups.choices import MeetingState
from passeurs.groups.models import Excuse, Group, Meeting, Membership
from passeurs.groups.queries.beat import MonthBeat, beats_of, first_day, months_between, next_month
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.models import Season
from passeurs.programme.queries import followed_cities, is_off
from passeurs.promises.models import Promise


@dataclass(frozen=True)
class BoardLine:
    """One group of the board: its months in order, None where it did not exist."""

    group: Group
    beats: list[MonthBeat | None]


@dataclass(frozen=True)
class Board:
    """Groups × months, with how many of each beat per month."""

    months: list[dt.date]
    lines: list[BoardLine]
    totals: list[dict[str, int]]


def board(person: Person, season: Season, at: dt.datetime, *, city: str = "", beat: str = "") -> Board:
    """The groups of the followed cities, month by month, until the present month; `city` is a slug.

    `beat` keeps the groups whose present month stands so. Three queries, and only what a month is told from: who is in
    the groups of one page is read for that page (`members_of`).
    """
    rows = Group.objects.filter(
        partnership__season_city__season=season, partnership__season_city__city__in=followed_cities(person)
    )
    if city:
        rows = rows.filter(partnership__season_city__city__slug=city)
    today = timezone.localtime(at).date()
    months = months_between(season.starts_on, min(today, season.ends_on))
    told = Meeting.objects.only("group", "state", "starts_at", "group_confirmed_at", "partner_confirmed_at")
    groups = (
        rows.select_related("partnership__season_city__city")
        .prefetch_related(Prefetch("meetings", told), "excuses")
        .order_by("partnership__season_city__city__name", "partnership__name", "pk")
    )
    lines = [BoardLine(group, beats_of(group, months, at)) for group in groups]
    if beat:
        lines = [line for line in lines if line.beats and (last := line.beats[-1]) and last.beat == beat]
    totals = [Tally(line.beats[at].beat.value for line in lines if line.beats[at]) for at in range(len(months))]  # type: ignore[union-attr]
    return Board(months, lines, [dict(one) for one in totals])


def members_of(lines: Iterable[BoardLine]) -> list[tuple[BoardLine, list[str]]]:
    """These lines, each with the first names of those in its group now. One query."""
    lines = list(lines)
    names: dict[int, list[str]] = defaultdict(list)
    rows = Membership.objects.present().filter(group__in=[line.group.pk for line in lines])
    for row in rows.select_related("mandate__person__profile"):
        names[row.group_id].append(row.mandate.person.public_name)
    return [(line, names[line.group.pk]) for line in lines]


def _moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _of_running_seasons() -> QuerySet[Group]:
    return Group.objects.running().filter(partnership__season_city__season__phase=Phase.RUNNING)


def groups_to_warn(month: dt.date, day: int) -> QuerySet[Group]:
    """Running groups without a date or an excuse this month, that were not told on this warning day. Two queries."""
    dated = Meeting.objects.filter(
        group=OuterRef("pk"),
        state=MeetingState.PLANNED,
        starts_at__gte=_moment(month),
        starts_at__lt=_moment(next_month(month)),
    )
    excused = Excuse.objects.filter(group=OuterRef("pk"), month=month)
    rows = _of_running_seasons().filter(~Exists(dated), ~Exists(excused), made_at__lt=_moment(next_month(month)))
    members = Membership.objects.present().select_related("mandate__person__profile")
    return (
        rows.exclude(warned_month=month, warned_day=day)
        .select_related("partnership__season_city__city")
        .prefetch_related(Prefetch("memberships", members))
    )


def groups_without_meeting(months: Sequence[dt.date], *, talk: str) -> list[int]:
    """Running groups older than these months that held no meeting in them and had no excuse, holidays set apart, of
    which no promise of the kind `talk` was made since. One query.
    """
    first, after = _moment(months[0]), _moment(next_month(months[-1]))
    said = Q(group_confirmed_at__isnull=False) | Q(partner_confirmed_at__isnull=False)
    held = Meeting.objects.filter(
        said, group=OuterRef("pk"), state=MeetingState.PLANNED, starts_at__gte=first, starts_at__lt=after
    )
    excused = Excuse.objects.filter(group=OuterRef("pk"), month__in=months)
    here = ContentType.objects.get_for_model(Group)
    talked = Promise.objects.filter(
        kind=talk, about_type=here, about_id=OuterRef("pk"), made_at__gte=_moment(next_month(months[0]))
    )
    rows = _of_running_seasons().filter(
        ~Exists(held), ~Exists(excused), ~Exists(talked), made_at__lt=_moment(next_month(months[0]))
    )
    found = rows.order_by("pk").values_list("pk", "partnership__season_city__city__insee")
    return [pk for pk, insee in found if not any(is_off(insee, month) for month in months)]


def heartbeat_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Groups without a date this month, of all: nothing when there is no group. One query, a row by city.

    As on the board, a month that school holidays leave nearly without a working day asks no date.
    """
    month = first_day(timezone.localtime(at).date())
    first, after = (timezone.make_aware(dt.datetime.combine(one, dt.time())) for one in (month, next_month(month)))
    here = Meeting.objects.filter(group=OuterRef("pk"), state=MeetingState.PLANNED)
    dated = Exists(here.filter(starts_at__gte=first, starts_at__lt=after))
    excused = Exists(Excuse.objects.filter(group=OuterRef("pk"), month=month))
    found = (
        Group.objects.running()
        .filter(
            partnership__season_city__season__in=Season.objects.current().values("pk")[:1],
            partnership__season_city__city__in=followed_cities(person),
        )
        .annotate(is_late=~dated & ~excused, insee=F("partnership__season_city__city__insee"))
        .order_by()
        .values("insee")
        .annotate(all=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    )
    rows = list(found)
    count = sum(row["all"] for row in rows)
    late = sum(row["late"] for row in rows if row["late"] and not is_off(row["insee"], month))
    url = reverse("groups:beat-board") + "?mois=promised"
    return [Figure(_("Groupes sans date ce mois-ci"), late, url, of=count, order=43)] if count else []
