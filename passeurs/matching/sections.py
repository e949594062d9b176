"""What matching adds to the pages of partners: who would like to come, what the partner says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.matching.queries.partner_wish import preferences_of, wishes_for
from passeurs.matching.rules.partner_wish import can_choose_people

Page = Mapping[str, Any]


def partner_wishers(page: Page) -> Page | None:
    """The partner's space: how many ranked it."""
    count = wishes_for(page["partnership"]).count() if can_choose_people(page["partnership"]) else 0
    return {"wisher_count": count} if count else None


def partnership_wish_count(page: Page) -> Page:
    """The team's page of a partner: how many wishes name it."""
    return {"wish_count": page["partnership"].wishes.count()}


def partnership_preferences(page: Page) -> Page | None:
    """The team's page of a partner: whom it prefers, whom it refuses and why."""
    preferred, refused = preferences_of(page["partnership"])
    return {"preferred": preferred, "refused": refused} if preferred or refused else None
