"""Places that are really free: those of a city, less the mandates that run and the yeses that are awaited."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from passeurs.core.registry import Figure
from passeurs.people.models import Person
from passeurs.programme.models import Mandate, SeasonCity
from passeurs.programme.queries import followed_cities
from passeurs.recruitment.choices import Status
from passeurs.recruitment.models import Application, ApplicationQuerySet, Call


def awaited() -> ApplicationQuerySet:
    """The places that were offered and are neither taken nor left yet."""
    return Application.objects.real().filter(status=Status.VALIDATED, confirmed_at__isnull=True)


def free_places(cities: Iterable[SeasonCity], *, besides: Application | None = None) -> dict[int, int]:
    """By city of a season, how many places may still be offered, never below zero. Two queries.

    `besides`: a file whose own place is asked about, and does not count against itself.
    """
    rows = list(cities)
    offers = awaited().filter(season_city__in=rows)
    if besides is not None:
        offers = offers.exclude(pk=besides.pk)
    taken = Tally(Mandate.objects.held().filter(season_city__in=rows).values_list("season_city", flat=True))
    taken.update(offers.values_list("season_city", flat=True))
    return {row.pk: max(0, row.place_count - taken[row.pk]) for row in rows}


def free_seats(call: Call) -> dict[str, int]:
    """By city's code, how many places of a call may still be offered. Three queries."""
    rows = list(call.season_cities.select_related("city"))
    free = free_places(rows)
    return {row.city.insee: free[row.pk] for row in rows}


def without_seat(rows: ApplicationQuerySet) -> ApplicationQuerySet:
    """Of these, the places that were offered in a city where every place is taken: a yes would find none."""
    held = Count("mandates", filter=Q(mandates__in=Mandate.objects.held()))
    full = SeasonCity.objects.annotate(held=held).filter(held__gte=F("place_count"))
    return rows.filter(status=Status.VALIDATED, confirmed_at__isnull=True, season_city__in=full.values("pk"))


def seat_figures(person: Person, at: dt.datetime) -> list[Figure]:
    """Offered places that no seat stands behind, by call: shown only when there are some."""
    rows = without_seat(Application.objects.real()).filter(season_city__city__in=followed_cities(person))
    found = rows.order_by("call").values("call", "call__title").annotate(count=Count("pk"))
    return [
        Figure(
            _("Places promises sans place libre"),
            row["count"],
            reverse("recruitment:application-list", args=[row["call"]]) + "?file=seatless",
            text=row["call__title"],
            order=5,
        )
        for row in found
    ]
