"""Reads of selections."""

from passeurs.selections.queries.item import selection_items
from passeurs.selections.queries.personal_data import export_selections
from passeurs.selections.queries.selection import (
    credited,
    my_selections,
    poster_of,
    published_selections,
    selections_holding,
    with_poster,
)
from passeurs.selections.queries.submission import (
    last_answer,
    selection_asks,
    selection_counters,
    selection_news,
    waiting_selections,
)
from passeurs.selections.queries.suggestion import group_asks, group_news

__all__ = [
    "credited",
    "export_selections",
    "group_asks",
    "group_news",
    "last_answer",
    "my_selections",
    "poster_of",
    "published_selections",
    "selection_asks",
    "selection_counters",
    "selection_items",
    "selection_news",
    "selections_holding",
    "waiting_selections",
    "with_poster",
]
