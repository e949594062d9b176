"""One venue, offer or work: what its page tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import Occurrence, Offer, Venue, Work
from passeurs.catalogue.queries.card import Card, offer_cards, when_text
from passeurs.catalogue.queries.proximity import coming, not_over

DATE_LIMIT = 30
OFFER_LIMIT = 12


@dataclass(frozen=True)
class Sheet:
    """What the head of a thing's page tells beside its row; the blocks under it are its sections."""

    dates: list[Occurrence] = field(default_factory=list)
    when: str = ""
    json_ld: dict[str, Any] = field(default_factory=dict)


def venue_sheet(venue: Venue) -> Sheet:
    """A venue, as search engines read it."""
    return Sheet(json_ld={"@context": "https://schema.org", **_place(venue)})


def offer_sheet(offer: Offer, *, today: dt.date) -> Sheet:
    """An offer with its coming dates."""
    dates = list(offer.occurrences.filter(coming(today)).order_by("starts_at")[:DATE_LIMIT])
    return Sheet(dates=dates, when=when_text(offer, next_date=None, today=today), json_ld=_event(offer, dates))


def work_sheet(work: Work) -> Sheet:
    """A work, as search engines read it."""
    return Sheet(json_ld=_creative_work(work))


def offers_at(venue: Venue, *, today: dt.date) -> list[Card]:
    """What is on at a venue, soonest first."""
    offers = venue.offers.visible().filter(not_over(today), is_cancelled=False).order_by("starts_on", "title")
    return offer_cards(list(offers[:OFFER_LIMIT]), today=today)


def _address(thing: Venue | Offer) -> dict[str, str]:
    parts = {"streetAddress": thing.address, "postalCode": thing.postal_code, "addressLocality": thing.city_name}
    return {"@type": "PostalAddress", "addressCountry": "FR", **{key: value for key, value in parts.items() if value}}


def _place(venue: Venue) -> dict[str, Any]:
    kinds = {"LIBRARY": "Library", "MUSEUM": "Museum", "CINEMA": "MovieTheater", "BOOKSTORE": "BookStore"}
    data: dict[str, Any] = {
        "@type": kinds.get(venue.kind, "Place"),
        "name": venue.name,
        "url": settings.SITE_URL + venue.get_absolute_url(),
        "address": _address(venue),
    }
    if venue.lat is not None and venue.lon is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": venue.lat, "longitude": venue.lon}
    if venue.website:
        data["sameAs"] = venue.website
    return data


def _event(offer: Offer, dates: list[Occurrence]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": offer.title,
        "url": settings.SITE_URL + offer.get_absolute_url(),
        "location": _place(offer.venue)
        if offer.venue
        else {"@type": "Place", "name": offer.place_name or offer.city_name, "address": _address(offer)},
    }
    starts = offer.starts_on
    if dates:
        starts = dates[0].first_day if dates[0].is_whole_days else dates[0].starts_at
    if starts:
        data["startDate"] = starts.isoformat()
    if offer.ends_on:
        data["endDate"] = offer.ends_on.isoformat()
    if offer.is_cancelled:
        data["eventStatus"] = "https://schema.org/EventCancelled"
    elif offer.is_postponed:
        data["eventStatus"] = "https://schema.org/EventPostponed"
    if offer.is_free is not None:
        data["isAccessibleForFree"] = offer.is_free
    return data


def _creative_work(work: Work) -> dict[str, Any]:
    kind = "Book" if work.subcategory.startswith("LIVRE") else "CreativeWork"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": work.title,
        "url": settings.SITE_URL + work.get_absolute_url(),
    }
    if work.creators:
        data["author"] = {"@type": "Person", "name": work.creators}
    if work.year:
        data["datePublished"] = str(work.year)
    for identifier in work.identifiers.all():
        if identifier.kind == IdentifierKind.EAN13:
            data["isbn" if kind == "Book" else "gtin13"] = identifier.value
    return data


def thing_kind_word(thing: Venue | Offer | Work) -> str:
    """How the page names what it is about, in a sentence."""
    return {Venue: _("ce lieu"), Offer: _("cette offre"), Work: _("cette œuvre")}[type(thing)]
