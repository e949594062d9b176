"""Pages of selections: public, composing, writing together, second reading, the editorial line."""

from passeurs.selections.views.appeal import answer_appeal, appeal_decision, appeal_list
from passeurs.selections.views.call import call, call_list, change_call, close_call, open_call, team_call_list
from passeurs.selections.views.co_author import answer_invitation, group, remove_co_author
from passeurs.selections.views.diversity import widen
from passeurs.selections.views.item import add_item, order_items, propose_venue, propose_work
from passeurs.selections.views.moderation import moderation, moderation_log, moderation_rules, team_selection_list
from passeurs.selections.views.pasted_line import add_pasted, paste_lines
from passeurs.selections.views.selection import (
    compose,
    delete_selection,
    my_selections,
    propose_selection,
    retire_selection,
    selection,
    selection_list,
    start_selection,
    take_back,
)
from passeurs.selections.views.submission import second_read, waiting
from passeurs.selections.views.suggestion import answer_suggestion, ideas, open_to_ideas, suggest_item
from passeurs.selections.views.version import start_revision, version_list

__all__ = [
    "add_item",
    "add_pasted",
    "answer_appeal",
    "answer_invitation",
    "answer_suggestion",
    "appeal_decision",
    "appeal_list",
    "call",
    "call_list",
    "change_call",
    "close_call",
    "compose",
    "delete_selection",
    "group",
    "ideas",
    "moderation",
    "moderation_log",
    "moderation_rules",
    "my_selections",
    "open_call",
    "open_to_ideas",
    "order_items",
    "paste_lines",
    "propose_selection",
    "propose_venue",
    "propose_work",
    "remove_co_author",
    "retire_selection",
    "second_read",
    "selection",
    "selection_list",
    "start_revision",
    "start_selection",
    "suggest_item",
    "take_back",
    "team_call_list",
    "team_selection_list",
    "version_list",
    "waiting",
    "widen",
]
