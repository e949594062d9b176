"""Writes of selections: one function a verb."""

from passeurs.selections.actions.appeals import answer_appeal, appeal_decision
from passeurs.selections.actions.calls import change_call, close_call, open_call
from passeurs.selections.actions.composing import (
    EditConflict,
    add_item,
    add_items,
    locked,
    move_item,
    order_items,
    remove_item,
    restore_item,
    save_selection,
    save_texts,
    start_selection,
)
from passeurs.selections.actions.erasing import delete_selection, erase_selections
from passeurs.selections.actions.freshness import refresh_selection, refresh_selections, replace_item
from passeurs.selections.actions.group import (
    answer_invitation,
    answer_suggestion,
    invite_co_author,
    open_to_ideas,
    remove_co_author,
    suggest_item,
)
from passeurs.selections.actions.pass_culture import export_selection, mark_live
from passeurs.selections.actions.readers import (
    close_author_feed,
    count_reader,
    erase_readers,
    make_preview_link,
    open_author_feed,
    revoke_preview_link,
)
from passeurs.selections.actions.reading import (
    answer_submission,
    propose_selection,
    retire_selection,
    rework_selection,
    withdraw_proposal,
)
from passeurs.selections.actions.revising import start_revision

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
