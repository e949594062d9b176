"""Tables of selections."""

from passeurs.selections.models.appeal import Appeal
from passeurs.selections.models.call import Call, CallQuerySet
from passeurs.selections.models.co_author import CoAuthor
from passeurs.selections.models.day_count import DayCount
from passeurs.selections.models.feed import AuthorFeed
from passeurs.selections.models.item import RemovedItem, SelectionItem, ThingReference
from passeurs.selections.models.moderation import Transition
from passeurs.selections.models.pass_export import PassExport
from passeurs.selections.models.preview_link import PreviewLink
from passeurs.selections.models.selection import Selection, SelectionQuerySet
from passeurs.selections.models.submission import Submission
from passeurs.selections.models.suggestion import Suggestion
from passeurs.selections.models.tag import Tag
from passeurs.selections.models.version import Version

__all__ = [
    "Appeal",
    "AuthorFeed",
    "Call",
    "CallQuerySet",
    "CoAuthor",
    "DayCount",
    "PassExport",
    "PreviewLink",
    "RemovedItem",
    "Selection",
    "SelectionItem",
    "SelectionQuerySet",
    "Submission",
    "Suggestion",
    "Tag",
    "ThingReference",
    "Transition",
    "Version",
]
