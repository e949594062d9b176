"""Writes of selections: one function a verb."""

from passeurs.selections.actions.composing import (
    add_item,
    delete_selection,
    erase_selections,
    locked,
    move_item,
    order_items,
    remove_item,
    save_selection,
    start_selection,
)
from passeurs.selections.actions.reading import (
    answer_submission,
    propose_selection,
    retire_selection,
    rework_selection,
    withdraw_proposal,
)

__all__ = [
    "add_item",
    "answer_submission",
    "delete_selection",
    "erase_selections",
    "locked",
    "move_item",
    "order_items",
    "propose_selection",
    "remove_item",
    "retire_selection",
    "rework_selection",
    "save_selection",
    "start_selection",
    "withdraw_proposal",
]
