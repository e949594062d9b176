"""Rules of selections: who composes, who second-reads, when."""

from passeurs.selections.rules.selection import (
    EDITABLE,
    MAX_ITEMS,
    MIN_ITEMS,
    can_add_item,
    can_delete_selection,
    can_edit_selection,
    can_propose_selection,
    can_retire_selection,
    can_rework_selection,
    can_second_read,
    can_start_selection,
    can_view_selection,
    can_withdraw_proposal,
)

__all__ = [
    "EDITABLE",
    "MAX_ITEMS",
    "MIN_ITEMS",
    "can_add_item",
    "can_delete_selection",
    "can_edit_selection",
    "can_propose_selection",
    "can_retire_selection",
    "can_rework_selection",
    "can_second_read",
    "can_start_selection",
    "can_view_selection",
    "can_withdraw_proposal",
]
