"""What the blocks of a page draw from the data, asked once a page however many blocks want it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, Func, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from passeurs.catalogue.models import Occurrence, Offer, Venue
from passeurs.catalogue.queries.card import Card, offer_card, venue_card
from passeurs.catalogue.queries.proximity import beginning
from passeurs.core import clock
from passeurs.core.geo.france import map_point
from passeurs.core.geo.nearby import box_around
from passeurs.editorial.models.article import ArticlePage
from passeurs.editorial.models.city_page import CityPage
from passeurs.editorial.models.site import SiteSettings
from passeurs.editorial.queries.article import published_articles
from passeurs.editorial.queries.site import site_settings
from passeurs.programme.models import City, Mandate, Season, SeasonCity
from passeurs.recruitment.models import Call
from passeurs.selections.models import Selection
from passeurs.selections.queries import poster_of, published_selections, with_poster

NEAR_KM = 15.0
EVENTS, VENUES = 4, 6


@dataclass(frozen=True)
class CityDot:
    """A city on the map: `x`, `y` in the drawing's units."""

    name: str
    url: str
    x: float
    y: float
    selection_count: int


def count_of(queryset: QuerySet[Any]) -> Subquery:
    """How many rows, as a column of another question."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(queryset.order_by().annotate(counted=counted).values("counted"), output_field=IntegerField())


@dataclass(frozen=True)
class OpenCall:
    """The call where one can apply now; of several, the one that closes first."""

    url: str
    min_age: int
    max_age: int
    closes_at: dt.datetime


def open_calls(at: dt.datetime) -> QuerySet[Call, Any]:
    """What the call to apply says of each open call, as JSON: one value to annotate, or to read alone."""
    call_data = JSONObject(slug="slug", low="min_age", high="max_age", until=Cast("closes_at", CharField()))
    return Call.objects.accepting(at).order_by("closes_at").values(call_data=call_data)[:1]


def season_in_figures(at: dt.datetime) -> Season | None:
    """The season that runs, with its figures, in one question."""
    here = Mandate.objects.running().filter(season_city__season=OuterRef("pk"))
    return (
        Season.objects.current()
        .select_related("programme")
        .annotate(
            city_count=count_of(SeasonCity.objects.filter(season=OuterRef("pk"))),
            ambassador_count=count_of(here),
            selection_count=count_of(Selection.objects.published()),
            venue_count=count_of(Venue.objects.visible()),
            call_data=Subquery(open_calls(at), output_field=JSONField()),
        )
        .first()
    )


class Facts:
    """The data behind one page, read when a block first asks for it, once."""

    def __init__(self) -> None:
        self.at = clock.now()
        self._lists: dict[tuple[Any, ...], list[Any]] = {}

    @cached_property
    def season(self) -> Season | None:
        """The season that runs, with `city_count`, `ambassador_count`, `selection_count`, `venue_count`."""
        return season_in_figures(self.at)

    @cached_property
    def call(self) -> OpenCall | None:
        """Where one can apply; read with the season, since the front pages show both."""
        season: Any = self.season
        call_data = season.call_data if season else next((row["call_data"] for row in open_calls(self.at)), None)
        if not call_data:
            return None
        closes_at = parse_datetime(call_data["until"])
        assert closes_at is not None  # the database wrote it
        url = reverse("recruitment:call", args=[call_data["slug"]])
        return OpenCall(
            url,
            call_data["low"],
            call_data["high"],
            closes_at if closes_at.tzinfo else closes_at.replace(tzinfo=dt.UTC),
        )

    @cached_property
    def dots(self) -> list[CityDot]:
        """The cities of the programme's present season that have a page."""
        published = Q(city__season_cities__selections__state="published")
        pages = (
            CityPage.objects.live()
            .filter(city__season_cities__season__in=Season.objects.current()[:1].values("pk"))
            .select_related("city")
            .annotate(selection_count=Count("city__season_cities__selections", filter=published, distinct=True))
            .order_by("city__name")
        )
        return [_dot(page) for page in pages]

    def selections(self, *, limit: int, city_slug: str = "") -> list[tuple[Selection, str]]:
        """The latest selections worth showing, with their poster category."""
        # What is mostly over leaves the front pages by itself.
        fresh = published_selections(city_slug=city_slug).filter(is_stale=False)
        return self._once(
            ("selections", limit, city_slug),
            lambda: [(row, poster_of(row)) for row in with_poster(fresh)[:limit]],
        )

    def articles(self, *, limit: int, city_id: int | None = None, category: str = "") -> list[ArticlePage]:
        """The latest news."""
        return self._once(
            ("articles", limit, city_id, category),
            lambda: list(published_articles(city_id=city_id, category=category)[:limit]),
        )

    def events(self, city: City, *, limit: int = EVENTS) -> list[Card]:
        """What happens next within 15 km, soonest first."""
        return self._once(("events", city.pk, limit), lambda: next_events(city, at=self.at, limit=limit))

    def venues(self, city: City, *, kind: str, limit: int) -> list[Card]:
        """Places of the city's own commune."""
        return nearby_venues(city, kind=kind, limit=limit)

    @property
    def settings(self) -> SiteSettings:
        """What the town set for all its pages."""
        return site_settings()

    def _once(self, key: tuple[Any, ...], read: Any) -> list[Any]:
        if key not in self._lists:
            self._lists[key] = read()
        return self._lists[key]


def _dot(page: Any) -> CityDot:
    x, y = map_point(page.city.lat, page.city.lon)
    return CityDot(page.city.name, page.path_on_site, round(x, 1), round(y, 1), page.selection_count)


def next_events(city: City, *, at: dt.datetime, limit: int) -> list[Card]:
    """Offers with a date to come near a city, as cards, soonest first."""
    coming = Occurrence.objects.filter(beginning(at), offer=OuterRef("pk")).order_by("starts_at")
    offers = (
        Offer.objects.visible()
        .filter(box_around(city.lat, city.lon, NEAR_KM), is_cancelled=False)
        .annotate(next_at=Subquery(coming.values("starts_at")[:1]), until=Subquery(coming.values("ends_at")[:1]))
        .filter(next_at__isnull=False)
        .select_related("venue")
        .order_by("next_at", "pk")[:limit]
    )
    today = timezone.localdate(at)
    return [
        offer_card(offer, next_date=Occurrence(starts_at=offer.next_at, ends_at=offer.until), today=today)
        for offer in offers
    ]


def nearby_venues(city: City, *, kind: str = "", limit: int = VENUES) -> list[Card]:
    """Places of the city's own commune, of one kind if asked, by name."""
    venues = Venue.objects.visible().filter(insee=city.insee)
    if kind:
        venues = venues.filter(kind=kind)
    return [venue_card(venue) for venue in venues.order_by("name")[:limit]]
