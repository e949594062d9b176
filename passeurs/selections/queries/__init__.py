"""Reads of selections."""

from passeurs.selections.queries.asking import group_asks, group_news
from passeurs.selections.queries.personal import export_selections
from passeurs.selections.queries.selection import (
    credited,
    last_answer,
    mentions_of,
    my_selections,
    poster_of,
    published_selections,
    selection_asks,
    selection_counters,
    selection_items,
    selection_news,
    waiting_selections,
    with_poster,
)

__all__ = [
    "credited",
    "export_selections",
    "group_asks",
    "group_news",
    "last_answer",
    "mentions_of",
    "my_selections",
    "poster_of",
    "published_selections",
    "selection_asks",
    "selection_counters",
    "selection_items",
    "selection_news",
    "waiting_selections",
    "with_poster",
]
