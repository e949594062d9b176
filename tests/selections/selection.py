"""Published selections for the tests of what readers see."""

from __future__ import annotations

import datetime as dt

from passeurs.core import clock
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from tests.factories import SelectionFactory, SelectionItemFactory


def published(*things: object, **fields: object) -> Selection:
    """A published selection of these things, in order, each with a reason; of three works when none is given."""
    usual = {"state": SelectionState.PUBLISHED, "published_at": clock.now()}
    selection = SelectionFactory(**usual | fields)
    for position, thing in enumerate(things, 1):
        put(selection, thing, position=position)
    if not things:
        for position in (1, 2, 3):
            SelectionItemFactory(selection=selection, position=position)
    return selection


def put(selection: Selection, thing: object, **fields: object) -> object:
    """One more item."""
    kind = {type(thing).__name__.lower(): thing}
    return SelectionItemFactory(selection=selection, **{"work": None} | kind | fields)


def in_days(days: int) -> dt.date:
    """A day from today."""
    return clock.today() + dt.timedelta(days=days)
