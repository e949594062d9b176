"""Rules of recruitment: when a call opens, who may apply, edit, send, decide, confirm."""

from passeurs.recruitment.rules.answer import can_ask_question, can_leave_feedback, can_send_answers
from passeurs.recruitment.rules.application import (
    can_apply,
    can_be_only_file,
    can_be_without_guardian,
    can_edit_application,
    can_fill,
    can_keep_identity,
    can_receive_files,
    can_see_application,
    can_settle_birth_date,
    can_submit_application,
    can_try_call,
    can_withdraw_application,
    is_of_age,
)
from passeurs.recruitment.rules.call import (
    NEXT_STATES,
    can_change_call,
    can_decide_call,
    can_follow_calls,
    can_move_call,
    can_open_call,
    can_run_calls,
    can_take_slug,
)
from passeurs.recruitment.rules.correction import can_answer_correction, can_ask_correction
from passeurs.recruitment.rules.decision import can_decide_application, can_retain
from passeurs.recruitment.rules.discussion import can_discuss
from passeurs.recruitment.rules.draw import (
    can_commit_draw,
    can_draw_among,
    can_enter_beacon,
    can_fetch_beacon,
    can_keep_result,
    can_prepare_draw,
    can_rehearse_draw,
    can_trust_relays,
)
from passeurs.recruitment.rules.eligibility import can_check_eligibility, can_judge_eligibility
from passeurs.recruitment.rules.intake import can_import, can_read_file, can_run_intake, still_takes_rows
from passeurs.recruitment.rules.place import can_confirm_place
from passeurs.recruitment.rules.quota import can_set_quotas
from passeurs.recruitment.rules.reading import (
    can_have_profile,
    can_move_reading,
    can_read,
    can_run_reading,
    can_see_reading,
    can_set_threshold,
    can_share_readings,
)
from passeurs.recruitment.rules.replacement import can_keep_replacement, can_replace_declined
from passeurs.recruitment.rules.track import can_delete_track, can_name_track

__all__ = [
    "NEXT_STATES",
    "can_answer_correction",
    "can_apply",
    "can_ask_correction",
    "can_ask_question",
    "can_be_only_file",
    "can_be_without_guardian",
    "can_change_call",
    "can_check_eligibility",
    "can_commit_draw",
    "can_confirm_place",
    "can_decide_application",
    "can_decide_call",
    "can_delete_track",
    "can_discuss",
    "can_draw_among",
    "can_edit_application",
    "can_enter_beacon",
    "can_fetch_beacon",
    "can_fill",
    "can_follow_calls",
    "can_have_profile",
    "can_import",
    "can_judge_eligibility",
    "can_keep_identity",
    "can_keep_replacement",
    "can_keep_result",
    "can_leave_feedback",
    "can_move_call",
    "can_move_reading",
    "can_name_track",
    "can_open_call",
    "can_prepare_draw",
    "can_read",
    "can_read_file",
    "can_receive_files",
    "can_rehearse_draw",
    "can_replace_declined",
    "can_retain",
    "can_run_calls",
    "can_run_intake",
    "can_run_reading",
    "can_see_application",
    "can_see_reading",
    "can_send_answers",
    "can_set_quotas",
    "can_set_threshold",
    "can_settle_birth_date",
    "can_share_readings",
    "can_submit_application",
    "can_take_slug",
    "can_trust_relays",
    "can_try_call",
    "can_withdraw_application",
    "is_of_age",
    "still_takes_rows",
]
