"""« Aujourd’hui », block by block: what is asked of a person, what is near, what became; for the team, what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passeurs.portal import queries
from passeurs.promises.queries import answer_times

Page = Mapping[str, Any]
OWED_SHOWN = 12


def todos(page: Page) -> Page:
    """What is asked of a person; said too when it is nothing."""
    return {"todos": queries.todos_of(page["person"], page["now"])}


def near(page: Page) -> Page | None:
    """What is near an ambassador this week."""
    mandate = page["mandate"]
    return {"near": queries.near_this_week(mandate.season_city.city, page["now"])} if mandate else None


def news(page: Page) -> Page | None:
    """What became of what an ambassador gave."""
    return {"news": queries.news_of(page["person"], page["now"])} if page["mandate"] else None


def owed(page: Page) -> Page | None:
    """The team’s: answers that are due, the latest first."""
    rows = list(page["promises"].open()[:OWED_SHOWN])
    return {"owed": rows} if rows else None


def figures(page: Page) -> Page:
    """The team’s: the figures of every app."""
    return {"figures": queries.figures_of(page["person"], page["now"])}


def times(page: Page) -> Page:
    """The team’s: how fast it answers."""
    return {"times": answer_times(page["promises"], since=page["now"] - queries.ANSWERS_SINCE)}
