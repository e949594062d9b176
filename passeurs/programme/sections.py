"""What the programme adds to the team’s page of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Page = Mapping[str, Any]


def person_mandates(page: Page) -> Page | None:
    """Their mandates, the newest first."""
    rows = page["person"].mandates.select_related("season_city__city", "season_city__season").order_by("-started_on")
    return {"mandates": rows} if rows else None
