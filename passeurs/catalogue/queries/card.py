"""How a catalogue thing is shown in a list: one frozen card, whatever its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber
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
    coming,
)
from passeurs.core.geo.nearby import cycling_minutes, transit_minutes, walking_minutes
from passeurs.core.templatetags.words import clock_time, first_of_month, is_french


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
        place=", ".join(
            part for part in (venue.address, venue.city_name, _("lieu à préciser") if venue.is_vague else "") if part
        ),
        category=poster_category(venue),
        seed=f"venue-{venue.pk}",
        access=access_words(venue.accessibility),
        lat=venue.lat,
        lon=venue.lon,
        venue_id=venue.pk,
        **_travel(venue),
    )


def offer_card(offer: Offer, *, next_date: Occurrence | None = None, today: dt.date) -> Card:
    """The card of an offer; `next_date` is its next one when it has dates."""
    return Card(
        title=offer.title,
        url=offer.get_absolute_url(),
        kind=subcategory_label(offer.subcategory),
        place=", ".join(part for part in (offer.place_name, offer.city_name) if part),
        category=poster_category(offer),
        seed=f"offer-{offer.pk}",
        access=access_words(offer.accessibility),
        when=when_text(offer, next_date=next_date, today=today),
        is_free=bool(offer.is_free),
        lat=offer.lat,
        lon=offer.lon,
        **_travel(offer),
    )


def offer_cards(offers: list[Offer], *, today: dt.date, from_day: dt.date | None = None) -> list[Card]:
    """Cards of offers with their next dates, in one query whatever their number."""
    dates = next_dates([offer.pk for offer in offers], from_day=from_day or today)
    return [offer_card(offer, next_date=dates.get(offer.pk), today=today) for offer in offers]


def next_dates(offer_ids: Iterable[int], *, from_day: dt.date) -> dict[int, Occurrence]:
    """The first date from `from_day` on of each of these offers, or the one that is still on."""
    ids = list(offer_ids)
    if not ids:
        return {}
    rank = Window(RowNumber(), partition_by="offer_id", order_by="starts_at")
    dates = Occurrence.objects.filter(coming(from_day), offer_id__in=ids).order_by().annotate(rank=rank).filter(rank=1)
    return {date.offer_id: date for date in dates}


def when_text(offer: Offer, *, next_date: Occurrence | None, today: dt.date) -> str:
    """« vendredi 27 novembre à 20 h », « jusqu’au 3 mars », « du 4 au 6 décembre », the period, or nothing."""
    if offer.is_postponed:
        return _("reporté, date à venir")
    dates = _dates_text(offer, next_date, today)
    return ", ".join(part for part in (dates, _("complet") if offer.is_full else "") if part)


def _dates_text(offer: Offer, next_date: Occurrence | None, today: dt.date) -> str:
    if next_date and (next_date.is_several_days or next_date.is_whole_days):
        return days_text(next_date.first_day, next_date.last_day, today=today)
    if next_date:
        local = timezone.localtime(next_date.starts_at)
        return _("%(day)s à %(hour)s") % {"day": _day(local.date(), today), "hour": clock_time(local)}
    if offer.starts_on and (offer.ends_on or offer.starts_on > today):
        return days_text(offer.starts_on, offer.ends_on or offer.starts_on, today=today)
    if offer.ends_on:
        return days_text(None, offer.ends_on, today=today)
    if offer.starts_on:
        return _("depuis le %s") % _day(offer.starts_on, today, weekday=False)
    return offer.period or (str(offer.year) if offer.year else "")


def days_text(first: dt.date | None, last: dt.date, *, today: dt.date) -> str:
    """Whole days: « du 4 au 6 décembre », « vendredi 4 décembre », « jusqu’au 6 », « terminé le 6 »."""
    if last < today:
        return _("terminé le %s") % _day(last, today, weekday=False)
    if first == last:
        return _day(last, today)
    if first is None or first <= today:
        return _("jusqu’au %s") % _day(last, today, weekday=False)
    return _("du %(first)s au %(last)s") % {
        "first": _first_of(first, last, today),
        "last": _day(last, today, weekday=False),
    }


def _first_of(first: dt.date, last: dt.date, today: dt.date) -> str:
    """« 4 » of « du 4 au 6 décembre »: in French, the month that both share is said once."""
    if is_french() and (first.year, first.month) == (last.year, last.month):
        return "1er" if first.day == 1 else str(first.day)
    return _day(first, today, weekday=False)


def _day(day: dt.date, today: dt.date, *, weekday: bool = True) -> str:
    pattern = ("l " if weekday else "") + "j F" + ("" if day.year == today.year else " Y")
    return first_of_month(format_date(day, pattern), day)


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
