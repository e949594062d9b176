"""Reads of selections."""

from passeurs.selections.queries.selection import (
    credited,
    export_selections,
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
    with_first_items,
)

__all__ = [
    "credited",
    "export_selections",
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
    "with_first_items",
]
