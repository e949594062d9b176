"""One venue, offer or work: what its page tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.models import Occurrence, Offer, Venue, Work
from passeurs.catalogue.queries.accessibility import Access, access_facts
from passeurs.catalogue.queries.card import Card, offer_cards, venue_card, when_text
from passeurs.catalogue.queries.proximity import midnight, nearest_others, not_over
from passeurs.catalogue.queries.source import Source, sources_of
from passeurs.core import registry
from passeurs.core.registry import Mention

DATE_LIMIT = 30
OFFER_LIMIT = 12


@dataclass(frozen=True)
class Sheet:
    """All that surrounds a thing on its page."""

    mentions: list[Mention] = field(default_factory=list)
    others: list[Card] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    access: list[Access] = field(default_factory=list)
    # A place or an event can be accessible or not; a book is told nothing of.
    tells_access: bool = False
    offers: list[Card] = field(default_factory=list)
    dates: list[Occurrence] = field(default_factory=list)
    when: str = ""
    json_ld: dict[str, Any] = field(default_factory=dict)


def venue_sheet(venue: Venue, *, today: dt.date) -> Sheet:
    """The surroundings of a venue: what is on there, who recommends it, what else is near."""
    offers = list(
        venue.offers.visible().filter(not_over(today), is_cancelled=False).order_by("starts_on", "title")[:OFFER_LIMIT]
    )
    return Sheet(
        mentions=mentions_of(venue),
        others=[venue_card(other) for other in nearest_others(venue)],
        sources=sources_of(venue),
        access=access_facts(venue.accessibility),
        tells_access=True,
        offers=offer_cards(offers, today=today),
        json_ld={"@context": "https://schema.org", **_place(venue)},
    )


def offer_sheet(offer: Offer, *, today: dt.date) -> Sheet:
    """The surroundings of an offer: its coming dates, who recommends it, what else is near."""
    dates = list(offer.occurrences.filter(starts_at__gte=midnight(today)).order_by("starts_at")[:DATE_LIMIT])
    return Sheet(
        mentions=mentions_of(offer),
        others=[venue_card(other) for other in nearest_others(offer)],
        sources=sources_of(offer),
        access=access_facts(offer.accessibility),
        tells_access=True,
        dates=dates,
        when=when_text(offer, next_at=None, today=today),
        json_ld=_event(offer, dates),
    )


def work_sheet(work: Work) -> Sheet:
    """The surroundings of a work: who recommends it."""
    return Sheet(mentions=mentions_of(work), sources=sources_of(work), json_ld=_creative_work(work))


def mentions_of(thing: Venue | Offer | Work) -> list[Mention]:
    """Public things that mention this one, whoever holds them."""
    return [mention for contribution in registry.mentions for mention in contribution(thing)]


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
    starts = dates[0].starts_at if dates else offer.starts_on
    if starts:
        data["startDate"] = starts.isoformat()
    if offer.ends_on:
        data["endDate"] = offer.ends_on.isoformat()
    if offer.is_cancelled:
        data["eventStatus"] = "https://schema.org/EventCancelled"
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
