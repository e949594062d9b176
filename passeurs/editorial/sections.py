"""A city’s page, block by block: who its ambassadors are, what they made, what is around."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.editorial.queries.city_page import public_mandates, recommended_venues

Page = Mapping[str, Any]


def _shown(name: str, rows: Any) -> Page | None:
    return {name: rows} if rows else None


def mandates(page: Page) -> Page | None:
    """The ambassadors who agreed to be named."""
    return _shown("mandates", public_mandates(page["city"]))


def selections(page: Page) -> Page | None:
    """Their selections."""
    return _shown("selections", page["facts"].selections(limit=6, city_slug=page["city"].slug))


def articles(page: Page) -> Page | None:
    """The news of the city."""
    return _shown("articles", page["facts"].articles(limit=4, city_id=page["city"].pk))


def events(page: Page) -> Page | None:
    """What is on there soon."""
    return _shown("events", page["facts"].events(page["city"]))


def venues(page: Page) -> Page | None:
    """The places that selections recommend most."""
    return _shown("venues", recommended_venues(page["city"]))
