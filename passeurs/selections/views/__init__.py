"""Pages of selections: public, composing, second reading."""

from passeurs.selections.views.composing import (
    add_item,
    compose,
    delete_selection,
    my_selections,
    order_items,
    propose_selection,
    propose_work,
    start_selection,
    take_back,
)
from passeurs.selections.views.public import retire_selection, selection, selection_list
from passeurs.selections.views.reading import second_read, waiting

__all__ = [
    "add_item",
    "compose",
    "delete_selection",
    "my_selections",
    "order_items",
    "propose_selection",
    "propose_work",
    "retire_selection",
    "second_read",
    "selection",
    "selection_list",
    "start_selection",
    "take_back",
    "waiting",
]
