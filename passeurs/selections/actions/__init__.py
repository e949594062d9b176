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
from passeurs.selections.actions.group import (
    answer_invitation,
    answer_suggestion,
    invite_co_author,
    open_to_ideas,
    remove_co_author,
    suggest_item,
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
    "close_call",
    "delete_selection",
    "erase_selections",
    "invite_co_author",
    "locked",
    "move_item",
    "open_call",
    "open_to_ideas",
    "order_items",
    "propose_selection",
    "remove_co_author",
    "remove_item",
    "restore_item",
    "retire_selection",
    "rework_selection",
    "save_selection",
    "save_texts",
    "start_revision",
    "start_selection",
    "suggest_item",
    "withdraw_proposal",
]
