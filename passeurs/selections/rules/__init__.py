"""Rules of selections: who composes, who second-reads, when."""

from passeurs.selections.rules.appeal import can_answer_appeal, can_appeal
from passeurs.selections.rules.call import can_answer_call, can_change_call, can_open_call
from passeurs.selections.rules.co_author import (
    can_answer_invitation,
    can_be_invited,
    can_invite,
    can_remove_co_author,
    writes,
    wrote,
)
from passeurs.selections.rules.feed import can_open_author_feed
from passeurs.selections.rules.freshness import can_see_stale
from passeurs.selections.rules.item import MAX_ITEMS, can_add_item
from passeurs.selections.rules.moderation import can_moderate
from passeurs.selections.rules.pass_export import can_export_selection, can_mark_live, can_see_exports
from passeurs.selections.rules.preview_link import can_revoke_preview, can_share_preview
from passeurs.selections.rules.replacement import can_replace_item, can_replace_twin, can_take_place
from passeurs.selections.rules.selection import (
    EDITABLE,
    can_delete_selection,
    can_edit_selection,
    can_retire_selection,
    can_rework_selection,
    can_start_selection,
    can_view_selection,
)
from passeurs.selections.rules.submission import (
    MIN_ITEMS,
    can_add_submission,
    can_propose_selection,
    can_second_read,
    can_withdraw_proposal,
)
from passeurs.selections.rules.suggestion import can_answer_suggestion, can_suggest_item
from passeurs.selections.rules.version import can_read_versions, can_start_revision

__all__ = [
    "EDITABLE",
    "MAX_ITEMS",
    "MIN_ITEMS",
    "can_add_item",
    "can_add_submission",
    "can_answer_appeal",
    "can_answer_call",
    "can_answer_invitation",
    "can_answer_suggestion",
    "can_appeal",
    "can_be_invited",
    "can_change_call",
    "can_delete_selection",
    "can_edit_selection",
    "can_export_selection",
    "can_invite",
    "can_mark_live",
    "can_moderate",
    "can_open_author_feed",
    "can_open_call",
    "can_propose_selection",
    "can_read_versions",
    "can_remove_co_author",
    "can_replace_item",
    "can_replace_twin",
    "can_retire_selection",
    "can_revoke_preview",
    "can_rework_selection",
    "can_second_read",
    "can_see_exports",
    "can_see_stale",
    "can_share_preview",
    "can_start_revision",
    "can_start_selection",
    "can_suggest_item",
    "can_take_place",
    "can_view_selection",
    "can_withdraw_proposal",
    "writes",
    "wrote",
]
