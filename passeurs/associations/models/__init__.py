"""Tables of associations."""

from passeurs.associations.models.group import Group, GroupQuerySet, Membership
from passeurs.associations.models.meeting import Excuse, Meeting
from passeurs.associations.models.partnership import Contact, Partnership, PartnershipQuerySet
from passeurs.associations.models.proposal import MatchingProposal
from passeurs.associations.models.wish import Companion, Wish, WishSheet

__all__ = [
    "Companion",
    "Contact",
    "Excuse",
    "Group",
    "GroupQuerySet",
    "MatchingProposal",
    "Meeting",
    "Membership",
    "Partnership",
    "PartnershipQuerySet",
    "Wish",
    "WishSheet",
]
