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
from passeurs.selections.actions.freshness import refresh_selection, refresh_selections, replace_item
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

__all__ = [
    "add_item",
    "answer_submission",
    "close_author_feed",
    "count_reader",
    "delete_selection",
    "erase_readers",
    "erase_selections",
    "export_selection",
    "locked",
    "make_preview_link",
    "mark_live",
    "move_item",
    "open_author_feed",
    "order_items",
    "propose_selection",
    "refresh_selection",
    "refresh_selections",
    "remove_item",
    "replace_item",
    "retire_selection",
    "revoke_preview_link",
    "rework_selection",
    "save_selection",
    "start_selection",
    "withdraw_proposal",
]
