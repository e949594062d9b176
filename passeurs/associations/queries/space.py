"""Reads of the partner's space: its convention, what last season was, what may be renewed, what it asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from passeurs.associations.models import Convention, ConventionAcceptance, HelpAsk, Meeting, Partnership
from passeurs.programme.choices import Phase
from passeurs.programme.models import SeasonCity


@dataclass(frozen=True)
class SeasonFacts:
    """What a season with a partner was, in numbers."""

    groups: int
    members: int
    held: int
    confirmed: int


def convention_of(partnership: Partnership) -> Convention | None:
    """The text that this partner is asked to accept: the last of its programme."""
    return Convention.objects.filter(programme__seasons__season_cities=partnership.season_city_id).first()


def acceptance_of(partnership: Partnership, convention: Convention | None) -> ConventionAcceptance | None:
    """Who accepted this text for the partner."""
    return ConventionAcceptance.objects.filter(partnership=partnership, convention=convention).first()


def facts_of(partnership: Partnership) -> SeasonFacts:
    """Groups, members, meetings held by one side at least, and by both. Two queries."""
    people = partnership.groups.aggregate(
        groups=Count("pk", distinct=True), members=Count("memberships", distinct=True)
    )
    said = Q(group_confirmed_at__isnull=False), Q(partner_confirmed_at__isnull=False)
    rows = Meeting.objects.filter(group__partnership=partnership)
    held = rows.aggregate(held=Count("pk", filter=said[0] | said[1]), both=Count("pk", filter=said[0] & said[1]))
    return SeasonFacts(people["groups"], people["members"], held["held"], held["both"])


def renewable_city(partnership: Partnership) -> SeasonCity | None:
    """The same city in a later season that still takes proposals, when this partner is not in it yet."""
    row = partnership.season_city
    phases = [Phase.PREPARATION, Phase.RECRUITMENT]
    later = SeasonCity.objects.filter(city=row.city_id, season__starts_on__gt=row.season.starts_on)
    return (
        later.filter(season__phase__in=phases)
        .exclude(partnerships__name__iexact=partnership.name)
        .select_related("season", "city")
        .order_by("season__starts_on")
        .first()
    )


def asks_of(partnership: Partnership) -> list[HelpAsk]:
    """What a partner asked of its groups, what waits first."""
    return list(HelpAsk.objects.filter(group__partnership=partnership).select_related("contact")[:20])
