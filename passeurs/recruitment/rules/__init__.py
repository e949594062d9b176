"""Rules of recruitment: when a call opens, who may apply, edit, send, decide, confirm."""

from passeurs.recruitment.rules.applying import (
    can_apply,
    can_edit_application,
    can_submit_application,
    can_withdraw_application,
    is_of_age,
)
from passeurs.recruitment.rules.calls import (
    NEXT_STATES,
    can_change_call,
    can_decide_call,
    can_follow_calls,
    can_move_call,
    can_open_call,
    can_run_calls,
)
from passeurs.recruitment.rules.deciding import (
    can_ask_correction,
    can_confirm_place,
    can_decide_application,
    can_retain,
    can_see_application,
)
from passeurs.recruitment.rules.draw import (
    can_ask_question,
    can_commit_draw,
    can_enter_beacon,
    can_prepare_draw,
    can_rehearse_draw,
    can_replace_declined,
    can_send_answers,
    can_set_quotas,
)
from passeurs.recruitment.rules.reading import can_read, can_run_reading

__all__ = [
    "NEXT_STATES",
    "can_apply",
    "can_ask_correction",
    "can_ask_question",
    "can_change_call",
    "can_commit_draw",
    "can_confirm_place",
    "can_decide_application",
    "can_decide_call",
    "can_edit_application",
    "can_enter_beacon",
    "can_follow_calls",
    "can_move_call",
    "can_open_call",
    "can_prepare_draw",
    "can_read",
    "can_rehearse_draw",
    "can_replace_declined",
    "can_retain",
    "can_run_calls",
    "can_run_reading",
    "can_see_application",
    "can_send_answers",
    "can_set_quotas",
    "can_submit_application",
    "can_withdraw_application",
    "is_of_age",
]
