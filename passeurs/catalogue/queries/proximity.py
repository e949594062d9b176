"""What is near: venues and events around a point, filtered, nearest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from passeurs.catalogue.models import Occurrence, Offer, Venue
from passeurs.catalogue.queries.accessibility import accessible_for
from passeurs.catalogue.queries.category import activities, domain_of, domains, subcategories
from passeurs.core.geo.nearby import Hit, box_around, load, nearest_hits, within
from passeurs.core.search.find import matching

WALKABLE_KM = 5.0
WORTH_CYCLING_KM = 1.0
CYCLABLE_KM = 20.0
# Nearer, one walks; farther, lines and trains are too different to be guessed.
WORTH_RIDING_KM, RIDABLE_KM = 1.5, 25.0
FARTHEST_OFFERED_KM = 100.0
# The distances that the form offers.
RADII_KM = (1, 2, 5, 10, 20, 50, 100)
DEFAULT_RADIUS_KM = 10
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2999, 12, 31)


@dataclass(frozen=True)
class Filters:
    """What is looked for. `kinds` are activity ids for venues, subcategory ids for events; days are inclusive.

    `access` are ids of needs (`queries.access`): only what is said to be accessible for all of them.
    """

    kinds: tuple[str, ...] = ()
    domain: str = ""
    text: str = ""
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    access: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """All that matches within a radius, nearest first, and the kinds that are there to choose from."""

    hits: list[Hit]
    kinds: list[str] = field(default_factory=list)


def venues_matching(filters: Filters) -> Any:
    """Visible venues of these kinds, domain and text; days do not apply."""
    venues = Venue.objects.visible()
    if filters.kinds:
        venues = venues.filter(kind__in=filters.kinds)
    if filters.domain:
        venues = venues.filter(Q(kind__in=kinds_of(filters.domain)) | Q(domains__icontains=f'"{filters.domain}"'))
    return matching(venues.filter(accessible_for(filters.access)), filters.text)


def events_matching(filters: Filters, *, today: dt.date) -> Any:
    """Visible offers that are not over, not cancelled, of these kinds, domain, text and days."""
    events = Offer.objects.visible().filter(is_cancelled=False)
    if filters.kinds:
        events = events.filter(subcategory__in=filters.kinds)
    if filters.domain:
        of_domain = [one for one in subcategories() if domain_of(one) == filters.domain]
        events = events.filter(subcategory__in=of_domain)
    if filters.from_day or filters.to_day:
        events = events.filter(during(filters.from_day or today, filters.to_day))
    else:
        events = events.filter(not_over(today))
    return matching(events.filter(accessible_for(filters.access)), filters.text)


def not_over(today: dt.date) -> Q:
    """Ends today or later; without an end, starts today or later; without dates, not of a past year."""
    undated = Q(starts_on__isnull=True) & (Q(year__isnull=True) | Q(year__gte=today.year))
    return Q(ends_on__gte=today) | Q(ends_on__isnull=True) & (Q(starts_on__gte=today) | undated)


def during(from_day: dt.date, to_day: dt.date | None) -> Q:
    """On between two days (inclusive; no end: from that day on): by its dates when known, else by its period."""
    overlaps = Q(starts_on__isnull=False) & (
        Q(ends_on__gte=from_day) | Q(ends_on__isnull=True, starts_on__gte=from_day)
    )
    dates = Occurrence.objects.filter(offer=OuterRef("pk"))
    inside = dates.filter(coming(from_day))
    if to_day:
        overlaps &= Q(starts_on__lte=to_day)
        inside = inside.filter(starts_at__lt=midnight(min(to_day, LAST_DAY) + dt.timedelta(days=1)))
    return overlaps & (Q(Exists(inside)) | ~Q(Exists(dates)))


def coming(from_day: dt.date) -> Q:
    """Dates that begin on that day or later, or that are still on; a night that ends before six is of the evening."""
    first = midnight(from_day)
    return Q(starts_at__gte=first) | Q(ends_at__gte=first + dt.timedelta(hours=6))


def beginning(at: dt.datetime) -> Q:
    """Dates that begin from now on; one of today without an hour has not begun before the day is over."""
    return Q(starts_at__gte=at) | Q(starts_at=midnight(timezone.localdate(at)))


def midnight(day: dt.date) -> dt.datetime:
    """The beginning of a day in the programme's time zone; days beyond what a calendar needs are brought back."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def kinds_of(domain_id: str) -> list[str]:
    """The venue activities of an interest: those drawn alike. A festival tells its own domains."""
    poster = next((domain.poster for domain in domains() if domain.id == domain_id), None)
    return [one.id for one in activities().values() if one.poster == poster and one.id != "FESTIVAL"]


def around(queryset: Any, lat: float, lon: float, km: float, *, kind_field: str) -> Around:
    """What of `queryset` is within `km`, and the kinds found there, commonest first."""
    hits = within(queryset, lat, lon, km)
    kinds = queryset.filter(box_around(lat, lon, km)).order_by(kind_field).values_list(kind_field, flat=True)
    return Around(hits=hits, kinds=list(kinds.distinct()[:24]))


def nearest_others(thing: Venue | Offer, *, limit: int = 6) -> list[Venue]:
    """Visible venues nearest to a thing (itself apart), within 20 km, each with `distance_km`."""
    if thing.lat is None or thing.lon is None:
        return []
    others = Venue.objects.visible()
    hidden = thing.pk if isinstance(thing, Venue) else thing.venue_id
    if hidden:
        others = others.exclude(pk=hidden)
    return load(
        others, nearest_hits(others, thing.lat, thing.lon, limit=limit, max_km=CYCLABLE_KM, start_km=WALKABLE_KM)
    )


def nearest_distance(queryset: Any, lat: float, lon: float) -> float | None:
    """How far (km) the nearest row is, within 100 km; None when there is none."""
    hits = nearest_hits(queryset, lat, lon, limit=1, max_km=FARTHEST_OFFERED_KM, start_km=20)
    return hits[0].distance_km if hits else None
