"""Tables of associations."""

from passeurs.associations.models.care import Absence, CareNote, MeetingFeeling
from passeurs.associations.models.group import Group, GroupQuerySet, Membership
from passeurs.associations.models.handover import Godparent, GodparentWord, Handover
from passeurs.associations.models.meeting import Excuse, Meeting
from passeurs.associations.models.partnership import Contact, Partnership, PartnershipQuerySet
from passeurs.associations.models.project import PUBLIC_STATES, Project, ProjectProof, ProjectStep
from passeurs.associations.models.proposal import MatchingProposal
from passeurs.associations.models.wish import Companion, Wish, WishSheet

__all__ = [
    "PUBLIC_STATES",
    "Absence",
    "CareNote",
    "Companion",
    "Contact",
    "Excuse",
    "Godparent",
    "GodparentWord",
    "Group",
    "GroupQuerySet",
    "Handover",
    "MatchingProposal",
    "Meeting",
    "MeetingFeeling",
    "Membership",
    "Partnership",
    "PartnershipQuerySet",
    "Project",
    "ProjectProof",
    "ProjectStep",
    "Wish",
    "WishSheet",
]
