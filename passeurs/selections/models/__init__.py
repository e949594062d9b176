"""Tables of selections."""

from passeurs.selections.models.reading import AuthorFeed, DayCount, PassExport, PreviewLink
from passeurs.selections.models.selection import (
    Selection,
    SelectionItem,
    SelectionQuerySet,
    Submission,
    Tag,
)

__all__ = [
    "AuthorFeed",
    "DayCount",
    "PassExport",
    "PreviewLink",
    "Selection",
    "SelectionItem",
    "SelectionQuerySet",
    "Submission",
    "Tag",
]
