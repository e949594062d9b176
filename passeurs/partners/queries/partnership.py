"""Reads of partners: what is near, what waits for an answer, what a link opens."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.people.models import Person
from passeurs.programme.choices import Phase
from passeurs.programme.models import SeasonCity
from passeurs.programme.queries import followed_cities


def open_season_cities() -> QuerySet[SeasonCity]:
    """Where a partner may propose itself: the cities of a season that is prepared or runs."""
    phases = [Phase.PREPARATION, Phase.RECRUITMENT, Phase.RUNNING]
    rows = SeasonCity.objects.filter(season__phase__in=phases).select_related("city", "season")
    return rows.order_by("city__name", "-season__starts_on")


def seen_partnerships(person: Person) -> QuerySet[Partnership]:
    """Those of the cities this person follows, waiting ones first."""
    return (
        Partnership.objects.filter(season_city__city__in=followed_cities(person))
        .select_related("season_city__city", "season_city__season", "venue")
        .order_by("-state", "season_city__city__name", "name")
    )


def partnership_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Proposals of partners that wait: one query; nothing when nothing waits."""
    waiting = Partnership.objects.filter(
        season_city__city__in=followed_cities(person), state=PartnershipState.PROPOSED
    ).count()
    url = reverse("cockpit:partnership-list") + "?etat=proposed"
    return [Figure(_("Lieux qui attendent une réponse"), waiting, url, order=42)] if waiting else []


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


def same_partner(partnership: Partnership) -> Q:
    """The rows of the same cultural actor in whatever season."""
    same = Q(name__iexact=partnership.name, season_city__city=partnership.season_city.city_id)
    return same | Q(venue=partnership.venue_id) if partnership.venue_id else same
