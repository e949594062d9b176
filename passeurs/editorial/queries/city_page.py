"""Reads of a city's page: its ambassadors, the places it recommends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from passeurs.catalogue.models import Venue
from passeurs.catalogue.queries.card import Card, venue_card
from passeurs.core import clock
from passeurs.core.geo.nearby import box_around
from passeurs.core.search.fold import fold
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent
from passeurs.programme.models import City, Mandate
from passeurs.selections.models import SelectionItem

EVENTS, VENUES = 4, 6
NEAR_KM = 15.0
ADULT = 18


@dataclass(frozen=True)
class Ambassador:
    """Someone who agreed to be named; `age` only with that consent too, and never before 18."""

    name: str
    age: int | None = None


def recommended_venues(city: City, *, limit: int = VENUES) -> list[Card]:
    """The places of a city that most published selections recommend."""
    cited = (
        SelectionItem.objects.filter(venue=OuterRef("pk"), selection__state="published")
        .order_by()
        .values("venue")
        .annotate(n=Count("selection", distinct=True))
        .values("n")
    )
    venues = (
        Venue.objects.visible()
        .filter(box_around(city.lat, city.lon, NEAR_KM))
        .annotate(cited=Coalesce(Subquery(cited, output_field=IntegerField()), 0))
        .filter(cited__gt=0)
        .order_by("-cited", "name")[:limit]
    )
    return [venue_card(venue) for venue in venues]


def public_mandates(city: City) -> list[Ambassador]:
    """The ambassadors of a city now who agreed to be named, by name.

    The age of an adult is told with their second consent; a minor's never is.
    """
    given = Consent.objects.filter(person=OuterRef("person"), withdrawn_at__isnull=True)
    rows = (
        Mandate.objects.running()
        .filter(Exists(given.filter(purpose=ConsentPurpose.PUBLIC_NAME)), season_city__city=city)
        .annotate(tells_age=Exists(given.filter(purpose=ConsentPurpose.PUBLIC_AGE)))
        .select_related("person__profile")
    )
    today = clock.today()
    people = [
        Ambassador(row.person.public_name, _age(row.person.profile.born_on, today) if row.tells_age else None)
        for row in rows
    ]
    return sorted(people, key=lambda one: fold(one.name))


def _age(born_on: dt.date | None, today: dt.date) -> int | None:
    if born_on is None:
        return None
    years = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return years if years >= ADULT else None
