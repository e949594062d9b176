"""Reads of items: in order, removed, as machines read them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.selections.models import (
    RemovedItem,
    Selection,
    SelectionItem,
)


def selection_items(selection: Selection) -> list[SelectionItem]:
    """The items in order, each with its thing, in one query."""
    return list(selection.items.select_related("venue__merged_into", "offer__venue", "work"))


def removed_items(selection: Selection) -> list[RemovedItem]:
    """What was taken out of a draft, the last first, at most ten."""
    return list(selection.removed_items.select_related("venue", "offer__venue", "work", "removed_by__profile")[:10])


def item_list(selection: Selection, items: list[SelectionItem]) -> dict[str, Any]:
    """The page for machines: schema.org `ItemList`, each item with its name, its kind, its address here."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "@id": settings.SITE_URL + selection.get_absolute_url(),
        "name": selection.title,
        "url": settings.SITE_URL + selection.get_absolute_url(),
        "numberOfItems": len(items),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": rank, "item": _thing_data(item)} for rank, item in enumerate(items, 1)
        ],
    }
    if selection.intro:
        data["description"] = selection.intro
    return data


def _thing_data(item: SelectionItem) -> dict[str, Any]:
    thing = item.thing
    data: dict[str, Any] = {"@type": _schema_type(thing), "name": str(thing)}
    if thing.is_visible:
        data["url"] = settings.SITE_URL + thing.get_absolute_url()
    if isinstance(thing, Offer):
        data |= {
            key: day.isoformat() for key, day in (("startDate", thing.starts_on), ("endDate", thing.ends_on)) if day
        }
        place = thing.venue.name if thing.venue else thing.place_name or thing.city_name
        data["location"] = {"@type": "Place", "name": place or _("en France"), "address": thing.city_name or "France"}
    if isinstance(thing, Venue) and thing.city_name:
        data["address"] = {"@type": "PostalAddress", "addressLocality": thing.city_name, "addressCountry": "FR"}
    if isinstance(thing, Work) and thing.creators:
        data["author"] = {"@type": "Person", "name": thing.creators}
    if item.reason:
        data["description"] = item.reason
    return data


def _schema_type(thing: Venue | Offer | Work) -> str:
    if isinstance(thing, Venue):
        return "Place"
    if isinstance(thing, Offer):
        return "Event" if thing.starts_on else "CreativeWork"
    return "Book" if thing.subcategory.startswith("LIVRE") else "CreativeWork"
