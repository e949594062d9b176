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
    selection_figures,
    selection_news,
    selection_todos,
    waiting_selections,
)
from passeurs.selections.queries.suggestion import co_author_news, co_author_todos

__all__ = [
    "co_author_news",
    "co_author_todos",
    "credited",
    "export_selections",
    "last_answer",
    "my_selections",
    "poster_of",
    "published_selections",
    "selection_figures",
    "selection_items",
    "selection_news",
    "selection_todos",
    "selections_holding",
    "waiting_selections",
    "with_poster",
]
