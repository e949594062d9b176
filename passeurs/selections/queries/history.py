"""Reads of the history of a draft: who did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import journal
from passeurs.core.models import JournalEntry
from passeurs.people.models import Person
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, Transition

HISTORY = 60
VERBS = {
    "start_selection": gettext_lazy("a commencé la sélection"),
    "edit_selection": gettext_lazy("a écrit"),
    "add_item": gettext_lazy("a ajouté un élément"),
    "add_items": gettext_lazy("a ajouté plusieurs éléments"),
    "remove_item": gettext_lazy("a enlevé un élément"),
    "restore_item": gettext_lazy("a remis un élément"),
    "invite_co_author": gettext_lazy("a invité quelqu’un"),
    "accept_invitation": gettext_lazy("a rejoint le groupe"),
    "decline_invitation": gettext_lazy("a décliné l’invitation"),
    "leave_group": gettext_lazy("a quitté le groupe"),
    "remove_co_author": gettext_lazy("a retiré quelqu’un du groupe"),
    "open_to_ideas": gettext_lazy("a ouvert la sélection aux idées"),
    "close_to_ideas": gettext_lazy("a fermé la sélection aux idées"),
    "suggest_item": gettext_lazy("a proposé une idée"),
    "accept_suggestion": gettext_lazy("a retenu une idée"),
    "decline_suggestion": gettext_lazy("n’a pas retenu une idée"),
    "start_revision": gettext_lazy("a commencé une nouvelle version"),
    "appeal_decision": gettext_lazy("a fait un recours"),
}
MOVES = {
    SelectionState.DRAFT: gettext_lazy("a repris le brouillon"),
    SelectionState.PROPOSED: gettext_lazy("a proposé la sélection à la relecture"),
    SelectionState.CHANGES_ASKED: gettext_lazy("a demandé une reprise"),
    SelectionState.PUBLISHED: gettext_lazy("a publié"),
    SelectionState.RETIRED: gettext_lazy("a retiré la sélection du site"),
}


@dataclass(frozen=True)
class HistoryLine:
    """One line of « Qui a fait quoi ». `who` is empty when the account no longer exists."""

    at: dt.datetime
    who: str
    what: str
    reason: str = ""


def history_of(selection: Selection) -> list[HistoryLine]:
    """Who did what, newest first: edits from the journal, moves between states with their reasons."""
    reference = f"{selection._meta.label_lower}:{selection.root_id}"
    entries = list(JournalEntry.objects.filter(subject_ref=reference, verb__in=VERBS).order_by("-at", "-pk")[:HISTORY])
    moves = list(
        Transition.objects.filter(selection_id__in={selection.pk, selection.root_id}).select_related("by__profile")[
            :HISTORY
        ]
    )
    names = _names(entry.actor_ref for entry in entries)
    lines = [HistoryLine(entry.at, names.get(entry.actor_ref, ""), str(VERBS[entry.verb])) for entry in entries]
    lines += [
        HistoryLine(row.at, row.by.public_name if row.by else "", str(MOVES[SelectionState(row.to_state)]), row.reason)
        for row in moves
    ]
    return _gathered(sorted(lines, key=lambda line: line.at, reverse=True))[:HISTORY]


def _gathered(history: list[HistoryLine]) -> list[HistoryLine]:
    """The same person doing the same thing in a row is one line, told how many times."""
    lines = []
    for (_who, what), run in groupby(history, key=lambda line: (line.who, line.what)):
        same = list(run)
        if len(same) == 1 or any(line.reason for line in same):
            lines += same
        else:
            lines.append(replace(same[0], what=_("%(what)s, %(n)s fois") % {"what": what, "n": len(same)}))
    return lines


def _names(references: Iterable[str]) -> dict[str, str]:
    prefix = f"{Person._meta.label_lower}:"
    numbers = {ref.removeprefix(prefix) for ref in references if ref.startswith(prefix)}
    people = Person.objects.filter(pk__in=numbers, is_active=True).select_related("profile")
    return {journal.reference(person): person.public_name for person in people}


def editor_name(selection: Selection) -> str:
    """Who saved last, to tell whose text stands beside mine."""
    return selection.edited_by.public_name if selection.edited_by else _("quelqu’un du groupe")
