"""Who writes a selection: its author, and whoever accepted to write with them."""

from __future__ import annotations

from passeurs.people.models import Person
from passeurs.selections.choices import CoAuthorState
from passeurs.selections.models import CoAuthor, Selection

# Whoever wrote keeps having written: leaving the group does not make one a neutral reader.
WROTE = (CoAuthorState.ACCEPTED, CoAuthorState.LEFT, CoAuthorState.REMOVED)


def group_state(person: Person, selection: Selection) -> str:
    """The person's `CoAuthorState` on this selection, empty when never invited. Read once per selection object."""
    known: dict[int, str] | None = getattr(selection, "_group_states", None)
    if known is None:
        rows = CoAuthor.objects.filter(selection_id=selection.root_id)
        known = dict(rows.values_list("person_id", "state"))
        selection._group_states = known  # type: ignore[attr-defined]
    return known.get(person.pk, "")


def writes(person: Person, selection: Selection) -> bool:
    """Whether the person writes this selection now."""
    return selection.author_id == person.pk or group_state(person, selection) == CoAuthorState.ACCEPTED


def wrote(person: Person, selection: Selection) -> bool:
    """Whether the person writes it, or once did (co-authors who left included)."""
    if selection.author_id == person.pk:
        return True
    row = group_state(person, selection)
    if row not in WROTE:
        return False
    # Removed or gone before having accepted is no authorship; acceptance leaves `answered_at`.
    return (
        row == CoAuthorState.ACCEPTED
        or CoAuthor.objects.filter(selection_id=selection.root_id, person=person, answered_at__isnull=False).exists()
    )
