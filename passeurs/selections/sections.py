"""What selections add to pages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.selections.queries import selections_holding

Page = Mapping[str, Any]


def mentions(page: Page) -> Page | None:
    """The published selections that hold a venue, an offer, a work."""
    rows = list(selections_holding(page["thing"]))
    return {"selections": rows} if rows else None
