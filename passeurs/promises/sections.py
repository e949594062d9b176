"""What promises add to the team’s page of a person: the answers that are owed to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.promises.queries import promise_list

Page = Mapping[str, Any]


def person_owed(page: Page) -> Page | None:
    """The answers owed to them that the reader may see, the most urgent first."""
    rows = list(promise_list(page["reader"]).open().filter(owed_to=page["person"]).order_by("due_at"))
    return {"owed": rows, "at": page["at"]} if rows else None
