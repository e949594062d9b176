"""How a catalogue thing is shown in a list: one frozen card, whatever its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Occurrence, Offer, Venue
from passeurs.catalogue.queries.accessibility import access_words
from passeurs.catalogue.queries.category import activity_label, poster_category, subcategory_label
from passeurs.catalogue.queries.proximity import (
    CYCLABLE_KM,
    RIDABLE_KM,
    WALKABLE_KM,
    WORTH_CYCLING_KM,
    WORTH_RIDING_KM,
    midnight,
)
from passeurs.core.geo.nearby import cycling_minutes, transit_minutes, walking_minutes
from passeurs.core.templatetags.words import clock_time


@dataclass(frozen=True)
class Card:
    """One line of a list. Distances in km, minutes estimated, None where not worth telling."""

    title: str
    url: str
    kind: str
    place: str
    category: str
    seed: str
    when: str = ""
    is_free: bool = False
    distance_km: float | None = None
    walking: int | None = None
    cycling: int | None = None
    transit: int | None = None
    access: str = ""
    lat: float | None = None
    lon: float | None = None
    # Of a venue: what the pin button names.
    venue_id: int | None = None


def venue_card(venue: Venue) -> Card:
    """The card of a venue, with its distance when the row carries one."""
    return Card(
        title=venue.name,
        url=venue.get_absolute_url(),
        kind=activity_label(venue.kind),
        place=", ".join(part for part in (venue.address, venue.city_name) if part),
        category=poster_category(venue),
        seed=f"venue-{venue.pk}",
        access=access_words(venue.accessibility),
        lat=venue.lat,
        lon=venue.lon,
        venue_id=venue.pk,
        **_travel(venue),
    )


def offer_card(offer: Offer, *, next_at: dt.datetime | None = None, today: dt.date) -> Card:
    """The card of an offer; `next_at` is its next date when it has dates."""
    return Card(
        title=offer.title,
        url=offer.get_absolute_url(),
        kind=subcategory_label(offer.subcategory),
        place=", ".join(part for part in (offer.place_name, offer.city_name) if part),
        category=poster_category(offer),
        seed=f"offer-{offer.pk}",
        access=access_words(offer.accessibility),
        when=when_text(offer, next_at=next_at, today=today),
        is_free=bool(offer.is_free),
        lat=offer.lat,
        lon=offer.lon,
        **_travel(offer),
    )


def offer_cards(offers: list[Offer], *, today: dt.date, from_day: dt.date | None = None) -> list[Card]:
    """Cards of offers with their next dates, in one query whatever their number."""
    dates = next_dates([offer.pk for offer in offers], from_day=from_day or today)
    return [offer_card(offer, next_at=dates.get(offer.pk), today=today) for offer in offers]


def next_dates(offer_ids: Iterable[int], *, from_day: dt.date) -> dict[int, dt.datetime]:
    """The first date from `from_day` on of each of these offers."""
    ids = list(offer_ids)
    if not ids:
        return {}
    coming = Occurrence.objects.filter(offer_id__in=ids, starts_at__gte=midnight(from_day)).order_by()
    return dict(coming.values_list("offer_id").annotate(Min("starts_at")))


def when_text(offer: Offer, *, next_at: dt.datetime | None, today: dt.date) -> str:
    """« vendredi 27 novembre à 20 h », « jusqu’au 3 mars », the period, or nothing."""
    if next_at:
        local = timezone.localtime(next_at)
        return _("%(day)s à %(hour)s") % {"day": _day(local.date(), today), "hour": clock_time(local)}
    if offer.starts_on and offer.starts_on > today:
        if offer.ends_on and offer.ends_on != offer.starts_on:
            return _("du %(first)s au %(last)s") % {
                "first": _day(offer.starts_on, today, weekday=False),
                "last": _day(offer.ends_on, today, weekday=False),
            }
        return _day(offer.starts_on, today)
    if offer.ends_on:
        last = _day(offer.ends_on, today, weekday=False)
        return (_("jusqu’au %s") if offer.ends_on >= today else _("terminé le %s")) % last
    if offer.starts_on:
        return _("depuis le %s") % _day(offer.starts_on, today, weekday=False)
    return offer.period or (str(offer.year) if offer.year else "")


def _day(day: dt.date, today: dt.date, *, weekday: bool = True) -> str:
    pattern = ("l " if weekday else "") + "j F" + ("" if day.year == today.year else " Y")
    return format_date(day, pattern)


def _travel(thing: Venue | Offer) -> dict[str, Any]:
    km: float | None = getattr(thing, "distance_km", None)
    if km is None:
        return {}
    return {
        "distance_km": km,
        "walking": walking_minutes(km) if km <= WALKABLE_KM else None,
        "cycling": cycling_minutes(km) if WORTH_CYCLING_KM <= km <= CYCLABLE_KM else None,
        "transit": transit_minutes(km) if WORTH_RIDING_KM <= km <= RIDABLE_KM else None,
    }
