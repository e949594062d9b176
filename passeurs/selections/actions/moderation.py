"""Writes of the moderation log: a selection goes from one state to another."""

from __future__ import annotations

import datetime as dt

from passeurs.people.models import Person
from passeurs.selections.models import Selection, Transition


def move(
    selection: Selection,
    to_state: str,
    *,
    by: Person,
    at: dt.datetime,
    reason: str = "",
    ground: str = "",
    is_moderation: bool = False,
) -> Transition:
    """Change the state (saved by the caller), and keep who did it, when, why."""
    from_state, selection.state = selection.state, to_state
    return Transition.objects.create(
        selection=selection,
        season_city=selection.season_city,
        from_state=from_state,
        to_state=to_state,
        ground=ground,
        reason=reason,
        by=by,
        is_moderation=is_moderation,
        at=at,
    )
