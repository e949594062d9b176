"""Reads of groups: one's own, a city's, the board of months."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.associations.choices import Beat, MeetingState
from passeurs.associations.models import Excuse, Group, Meeting, Membership
from passeurs.associations.queries.beats import MonthBeat, beats_of, first_day, months_between, next_month
from passeurs.associations.queries.terms import is_off
from passeurs.core.registry import Figure, Todo
from passeurs.core.templatetags.words import day
from passeurs.people.models import Person
from passeurs.programme.models import Mandate, Season
from passeurs.programme.queries import followed_cities, running_mandate


@dataclass(frozen=True)
class BoardLine:
    """One group of the board: its months in order, None where it did not exist."""

    group: Group
    members: list[str]
    beats: list[MonthBeat | None]


@dataclass(frozen=True)
class Board:
    """Groups × months, with how many of each beat per month."""

    months: list[dt.date]
    lines: list[BoardLine]
    totals: list[dict[str, int]]


def readable(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with all that their pages show: partner, members and their wishes, meetings, excuses. Five queries."""
    members = Membership.objects.filter(left_at__isnull=True).select_related(
        "mandate__person__profile", "mandate__wish_sheet"
    )
    return groups.select_related("partnership__season_city__city", "partnership__season_city__season").prefetch_related(
        Prefetch("memberships", members), "meetings", "excuses"
    )


def group_of(mandate: Mandate | None) -> Group | None:
    """The group this mandate is in now."""
    if mandate is None:
        return None
    rows = Group.objects.running().filter(memberships__mandate=mandate, memberships__left_at__isnull=True)
    return readable(rows).first()


def current_season() -> Season | None:
    """The season whose groups are shown."""
    return Season.objects.current().first()


def board(person: Person, season: Season, at: dt.datetime, *, city: str = "", beat: str = "") -> Board:
    """The groups of the followed cities, month by month, until the present month; `city` is a slug.

    `beat` keeps the groups whose present month stands so.
    """
    rows = Group.objects.filter(
        partnership__season_city__season=season, partnership__season_city__city__in=followed_cities(person)
    )
    if city:
        rows = rows.filter(partnership__season_city__city__slug=city)
    today = timezone.localtime(at).date()
    months = months_between(season.starts_on, min(today, season.ends_on))
    lines = []
    for group in readable(rows).order_by("partnership__season_city__city__name", "partnership__name", "pk"):
        line = BoardLine(group, member_names(group), beats_of(group, months, at))
        last = line.beats[-1] if line.beats else None
        if not beat or (last and last.beat == beat):
            lines.append(line)
    totals = [Tally(line.beats[at].beat.value for line in lines if line.beats[at]) for at in range(len(months))]  # type: ignore[union-attr]
    return Board(months, lines, [dict(one) for one in totals])


def member_names(group: Group) -> list[str]:
    """First names of those in the group now."""
    return [membership.mandate.person.public_name for membership in group.memberships.all()]


def group_asks(person: Person, at: dt.datetime) -> list[Todo]:
    """What the month asks of a member: a date to set, or a meeting to confirm. One query for whoever has no group."""
    mandate = running_mandate(person)
    if mandate is None:
        return []
    group = group_of(mandate)
    if group is None:
        return []
    month = first_day(timezone.localtime(at).date())
    for meeting in group.meetings.all():
        if meeting.state == MeetingState.PLANNED and meeting.starts_at <= at and not meeting.group_confirmed_at:
            return [
                Todo(
                    _("Ta rencontre du %(day)s a eu lieu ?") % {"day": day(timezone.localtime(meeting.starts_at))},
                    group.get_absolute_url(),
                    _("Deux lignes, écrites ou dites, suffisent : %(partner)s confirme de son côté.")
                    % {"partner": group.partnership},
                    _("Répondre"),
                )
            ]
    (beat,) = beats_of(group, [month], at)
    if beat and beat.beat == Beat.PROMISED:
        return [
            Todo(
                _("Voir %(partner)s ce mois-ci") % {"partner": group.partnership},
                group.get_absolute_url(),
                _("Une rencontre par mois : choisissez une date ensemble."),
                _("Choisir une date"),
                is_urgent=timezone.localtime(at).day >= 18,
            )
        ]
    return []


def heartbeat_counters(person: Person, at: dt.datetime) -> list[Figure]:
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
    url = reverse("associations:board") + "?mois=promised"
    return [Figure(_("Groupes sans date ce mois-ci"), late, url, of=count, order=43)] if count else []


def export_membership(person: Person) -> list[dict[str, Any]]:
    """The groups and wishes of a person, for their own export."""
    rows = Membership.objects.filter(mandate__person=person).select_related("group__partnership")
    return [
        {
            "groupe": row.group_id,
            "partenaire": row.group.partnership.name,
            "depuis": row.joined_at.isoformat(),
            "jusque": row.left_at.isoformat() if row.left_at else "",
            "rencontres": [
                {"le": one.meeting.starts_at.isoformat(), "présence": one.is_there} for one in row.attendances.all()
            ],
            "demandes d’un autre groupe": [
                {"pourquoi": one.reason, "réponse": one.reply or str(one.get_answer_display())}
                for one in row.requests.all()
            ],
        }
        for row in rows.prefetch_related("requests", "attendances__meeting").order_by("joined_at")
    ]
