"""Tables of associations."""

from passeurs.associations.models.convention import Convention, ConventionAcceptance
from passeurs.associations.models.group import Group, GroupQuerySet, Membership
from passeurs.associations.models.help import HelpAsk
from passeurs.associations.models.life import GroupAction, GroupCharter, GroupFile, GroupNote
from passeurs.associations.models.meeting import Excuse, Meeting
from passeurs.associations.models.partnership import Contact, Partnership, PartnershipQuerySet
from passeurs.associations.models.poll import Poll, PollDate, PollVote
from passeurs.associations.models.proposal import MatchingProposal
from passeurs.associations.models.term import Term
from passeurs.associations.models.wish import Companion, Wish, WishSheet

__all__ = [
    "Companion",
    "Contact",
    "Convention",
    "ConventionAcceptance",
    "Excuse",
    "Group",
    "GroupAction",
    "GroupCharter",
    "GroupFile",
    "GroupNote",
    "GroupQuerySet",
    "HelpAsk",
    "MatchingProposal",
    "Meeting",
    "Membership",
    "Partnership",
    "PartnershipQuerySet",
    "Poll",
    "PollDate",
    "PollVote",
    "Term",
    "Wish",
    "WishSheet",
]
