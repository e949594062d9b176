"""The blocks of a venue's, an offer's, a work's page, and the row of what one may do there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.catalogue.models import Venue
from passeurs.catalogue.queries.accessibility import access_facts
from passeurs.catalogue.queries.card import venue_card
from passeurs.catalogue.queries.proximity import nearest_others
from passeurs.catalogue.queries.source import sources_of
from passeurs.catalogue.queries.thing import offers_at

Page = Mapping[str, Any]


def offers(page: Page) -> Page | None:
    """What is on at a venue."""
    cards = offers_at(page["thing"], today=page["today"]) if isinstance(page["thing"], Venue) else []
    return {"offers": cards} if cards else None


def access(page: Page) -> Page:
    """Whether one can come in: a place or an event is told of, unknown included."""
    return {"access": access_facts(page["thing"].accessibility)}


def others(page: Page) -> Page | None:
    """Places close by."""
    cards = [venue_card(venue) for venue in nearest_others(page["thing"])]
    return {"others": cards} if cards else None


def sources(page: Page) -> Page:
    """Where what the page tells comes from."""
    return {"sources": sources_of(page["thing"])}


def pin(page: Page) -> Page:
    """A button needs nothing but the thing itself."""
    return {}


share = report = pin
