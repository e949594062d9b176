"""Writes of selections: one function a verb."""

from passeurs.selections.actions.appeal import answer_appeal, appeal_decision
from passeurs.selections.actions.call import change_call, close_call, open_call
from passeurs.selections.actions.co_author import answer_invitation, invite_co_author, remove_co_author
from passeurs.selections.actions.day_count import count_reader
from passeurs.selections.actions.feed import close_author_feed, open_author_feed
from passeurs.selections.actions.freshness import refresh_selection, refresh_selections
from passeurs.selections.actions.item import add_item, add_items, move_item, order_items, remove_item, restore_item
from passeurs.selections.actions.pass_export import export_selection, mark_live
from passeurs.selections.actions.personal_data import erase_readers, erase_selections
from passeurs.selections.actions.preview_link import make_preview_link, revoke_preview_link
from passeurs.selections.actions.replacement import replace_item
from passeurs.selections.actions.selection import (
    EditConflict,
    delete_selection,
    locked,
    save_selection,
    save_texts,
    start_selection,
)
from passeurs.selections.actions.submission import (
    answer_submission,
    propose_selection,
    retire_selection,
    rework_selection,
    withdraw_proposal,
)
from passeurs.selections.actions.suggestion import answer_suggestion, open_to_ideas, suggest_item
from passeurs.selections.actions.version import start_revision

__all__ = [
    "EditConflict",
    "add_item",
    "add_items",
    "answer_appeal",
    "answer_invitation",
    "answer_submission",
    "answer_suggestion",
    "appeal_decision",
    "change_call",
    "close_author_feed",
    "close_call",
    "count_reader",
    "delete_selection",
    "erase_readers",
    "erase_selections",
    "export_selection",
    "invite_co_author",
    "locked",
    "make_preview_link",
    "mark_live",
    "move_item",
    "open_author_feed",
    "open_call",
    "open_to_ideas",
    "order_items",
    "propose_selection",
    "refresh_selection",
    "refresh_selections",
    "remove_co_author",
    "remove_item",
    "replace_item",
    "restore_item",
    "retire_selection",
    "revoke_preview_link",
    "rework_selection",
    "save_selection",
    "save_texts",
    "start_revision",
    "start_selection",
    "suggest_item",
    "withdraw_proposal",
]
