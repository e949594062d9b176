"""Rules of associations: who proposes, wishes, matches, plans, confirms, and when."""

from passeurs.associations.rules.groups import (
    can_cancel_meeting,
    can_confirm_meeting,
    can_dissolve_group,
    can_excuse_month,
    can_move_meeting,
    can_plan_meeting,
    can_see_group,
    can_take_part,
    can_word_meeting,
    is_member,
)
from passeurs.associations.rules.life import can_keep
from passeurs.associations.rules.matching import can_match, can_publish_proposal
from passeurs.associations.rules.partnerships import can_decide_partnership, can_see_partnerships, can_wish
from passeurs.associations.rules.polls import can_close_poll, can_open_poll, can_vote
from passeurs.associations.rules.space import can_accept_convention, can_answer_help, can_renew, can_run_partnership

__all__ = [
    "can_accept_convention",
    "can_answer_help",
    "can_cancel_meeting",
    "can_close_poll",
    "can_confirm_meeting",
    "can_decide_partnership",
    "can_dissolve_group",
    "can_excuse_month",
    "can_keep",
    "can_match",
    "can_move_meeting",
    "can_open_poll",
    "can_plan_meeting",
    "can_publish_proposal",
    "can_renew",
    "can_run_partnership",
    "can_see_group",
    "can_see_partnerships",
    "can_take_part",
    "can_vote",
    "can_wish",
    "can_word_meeting",
    "is_member",
]
