"""Rules of associations: who proposes, wishes, matches, plans, confirms, and when."""

from passeurs.associations.rules.groups import (
    can_cancel_meeting,
    can_confirm_meeting,
    can_dissolve_group,
    can_excuse_month,
    can_plan_meeting,
    can_see_group,
    can_take_part,
    can_word_meeting,
    is_member,
)
from passeurs.associations.rules.matching import can_match, can_publish_proposal
from passeurs.associations.rules.partnerships import can_decide_partnership, can_see_partnerships, can_wish

__all__ = [
    "can_cancel_meeting",
    "can_confirm_meeting",
    "can_decide_partnership",
    "can_dissolve_group",
    "can_excuse_month",
    "can_match",
    "can_plan_meeting",
    "can_publish_proposal",
    "can_see_group",
    "can_see_partnerships",
    "can_take_part",
    "can_wish",
    "can_word_meeting",
    "is_member",
]
