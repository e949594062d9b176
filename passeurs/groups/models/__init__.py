"""Tables of groups."""

from passeurs.groups.models.absence import Absence
from passeurs.groups.models.attendance import Attendance
from passeurs.groups.models.beat import Excuse
from passeurs.groups.models.care import CareNote
from passeurs.groups.models.concern import Concern
from passeurs.groups.models.group import Group, GroupQuerySet, Membership, MembershipQuerySet
from passeurs.groups.models.group_request import GroupRequest
from passeurs.groups.models.meeting import Meeting
from passeurs.groups.models.minutes import SpokenMinutes
from passeurs.groups.models.poll import Poll, PollDate, PollVote
from passeurs.groups.models.rating import MeetingRating
from passeurs.groups.models.workspace import ActionItem, GroupCharter, GroupFile, GroupNote

__all__ = [
    "Absence",
    "ActionItem",
    "Attendance",
    "CareNote",
    "Concern",
    "Excuse",
    "Group",
    "GroupCharter",
    "GroupFile",
    "GroupNote",
    "GroupQuerySet",
    "GroupRequest",
    "Meeting",
    "MeetingRating",
    "Membership",
    "MembershipQuerySet",
    "Poll",
    "PollDate",
    "PollVote",
    "SpokenMinutes",
]
