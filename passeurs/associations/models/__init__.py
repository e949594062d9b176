"""Tables of associations."""

from passeurs.associations.models.care import Absence, CareNote, Concern, MeetingFeeling
from passeurs.associations.models.convention import Convention, ConventionAcceptance
from passeurs.associations.models.group import Group, GroupQuerySet, GroupRequest, Membership
from passeurs.associations.models.handover import Godparent, GodparentWord, Handover
from passeurs.associations.models.help import HelpAsk
from passeurs.associations.models.life import GroupAction, GroupCharter, GroupFile, GroupNote
from passeurs.associations.models.meeting import Attendance, Excuse, Meeting, MeetingVoice
from passeurs.associations.models.partnership import Contact, Partnership, PartnershipQuerySet
from passeurs.associations.models.poll import Poll, PollDate, PollVote
from passeurs.associations.models.project import PUBLIC_STATES, Project, ProjectProof, ProjectStep
from passeurs.associations.models.proposal import MatchingProposal
from passeurs.associations.models.term import Term
from passeurs.associations.models.wish import Companion, PartnerWish, Wish, WishSheet
from passeurs.associations.models.writing import GroupMessage

__all__ = [
    "PUBLIC_STATES",
    "Absence",
    "Attendance",
    "CareNote",
    "Companion",
    "Concern",
    "Contact",
    "Convention",
    "ConventionAcceptance",
    "Excuse",
    "Godparent",
    "GodparentWord",
    "Group",
    "GroupAction",
    "GroupCharter",
    "GroupFile",
    "GroupMessage",
    "GroupNote",
    "GroupQuerySet",
    "GroupRequest",
    "Handover",
    "HelpAsk",
    "MatchingProposal",
    "Meeting",
    "MeetingFeeling",
    "MeetingVoice",
    "Membership",
    "PartnerWish",
    "Partnership",
    "PartnershipQuerySet",
    "Poll",
    "PollDate",
    "PollVote",
    "Project",
    "ProjectProof",
    "ProjectStep",
    "Term",
    "Wish",
    "WishSheet",
]
