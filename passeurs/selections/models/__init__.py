"""Tables of selections."""

from passeurs.selections.models.selection import (
    Selection,
    SelectionItem,
    SelectionQuerySet,
    Submission,
    Tag,
)

__all__ = [
    "Selection",
    "SelectionItem",
    "SelectionQuerySet",
    "Submission",
    "Tag",
]
