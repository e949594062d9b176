"""Reads of groups: one's own, a city's, the board of months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.core.registry import Todo
from passeurs.core.templatetags.words import day
from passeurs.groups.choices import Beat, MeetingState
from passeurs.groups.models import Group, Meeting, Membership
from passeurs.groups.queries.beat import beats_of, first_day
from passeurs.partners.models import Partnership
from passeurs.people.models import Person
from passeurs.programme.models import Mandate
from passeurs.programme.queries import running_mandate


def readable(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with all that their pages show: partner, members, meetings, excuses. Five queries."""
    members = Membership.objects.present().select_related("mandate__person__profile")
    return groups.select_related("partnership__season_city__city", "partnership__season_city__season").prefetch_related(
        Prefetch("memberships", members), "meetings", "excuses"
    )


def group_of(mandate: Mandate | None) -> Group | None:
    """The group this mandate is in now."""
    if mandate is None:
        return None
    rows = Group.objects.running().filter(memberships__mandate=mandate, memberships__left_at__isnull=True)
    return readable(rows).first()


def member_names(group: Group) -> list[str]:
    """First names of those in the group now."""
    return [membership.mandate.person.public_name for membership in group.memberships.all()]


def group_todos(person: Person, at: dt.datetime) -> list[Todo]:
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


@dataclass(frozen=True)
class SeasonFacts:
    """What a season with a partner was, in numbers."""

    groups: int
    members: int
    held: int
    confirmed: int


def facts_of(partnership: Partnership) -> SeasonFacts:
    """Groups, members, meetings held by one side at least, and by both. Two queries."""
    people = partnership.groups.aggregate(
        groups=Count("pk", distinct=True), members=Count("memberships", distinct=True)
    )
    said = Q(group_confirmed_at__isnull=False), Q(partner_confirmed_at__isnull=False)
    rows = Meeting.objects.filter(group__partnership=partnership)
    held = rows.aggregate(held=Count("pk", filter=said[0] | said[1]), both=Count("pk", filter=said[0] & said[1]))
    return SeasonFacts(people["groups"], people["members"], held["held"], held["both"])
