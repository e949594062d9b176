"""Tables of selections."""

from passeurs.selections.models.editorial_line import Appeal, Call, CallQuerySet, Transition, Version
from passeurs.selections.models.group import CoAuthor, OneThing, RemovedItem, Suggestion
from passeurs.selections.models.reading import AuthorFeed, DayCount, PassExport, PreviewLink
from passeurs.selections.models.selection import Selection, SelectionItem, SelectionQuerySet, Submission, Tag

__all__ = [
    "Appeal",
    "AuthorFeed",
    "Call",
    "CallQuerySet",
    "CoAuthor",
    "DayCount",
    "OneThing",
    "PassExport",
    "PreviewLink",
    "RemovedItem",
    "Selection",
    "SelectionItem",
    "SelectionQuerySet",
    "Submission",
    "Suggestion",
    "Tag",
    "Transition",
    "Version",
]
