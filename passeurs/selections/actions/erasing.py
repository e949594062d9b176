"""What goes: a deleted draft, and what a person leaves behind on erasure."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.core import journal
from passeurs.people.models import Person
from passeurs.promises.actions import withdraw_promises
from passeurs.selections import rules
from passeurs.selections.actions.composing import locked
from passeurs.selections.choices import CoAuthorState, SelectionState
from passeurs.selections.models import Appeal, CoAuthor, RemovedItem, Selection, Submission, Suggestion, Transition


@transaction.atomic
def delete_selection(*, selection: Selection, by: Person) -> None:
    """Delete a draft that was never public, or a new version that will not be."""
    selection = locked(selection)
    rules.can_delete_selection(by, selection).or_refuse()
    journal.record(actor=by, verb="delete_selection", subject=selection)
    _delete(selection)


def _delete(selection: Selection) -> None:
    """The log keeps counting what was decided, without the words."""
    withdraw_promises(about=selection)
    Transition.objects.filter(selection=selection, is_moderation=False).delete()
    Transition.objects.filter(selection=selection).update(reason="")
    for appeal in Appeal.objects.filter(selection=selection):
        withdraw_promises(about=appeal)
    selection.delete()


@transaction.atomic
def erase_selections(person: Person) -> list[str]:
    """Drafts and proposals go; what was published stays online without a name; a group keeps what it wrote."""
    _hand_over(person)
    for selection in Selection.objects.filter(author=person, revises__isnull=False):
        _delete(selection)
    for selection in Selection.objects.filter(author=person, published_at__isnull=True):
        _delete(selection)
    CoAuthor.objects.filter(person=person).delete()
    CoAuthor.objects.filter(invited_by=person).update(word="")
    Suggestion.objects.filter(by=person).delete()
    Suggestion.objects.filter(answered_by=person).update(answered_by=None, answer="")
    RemovedItem.objects.filter(removed_by=person).delete()
    Transition.objects.filter(by=person, is_moderation=False).update(by=None, reason="")
    Transition.objects.filter(by=person).update(by=None)
    Appeal.objects.filter(by=person).update(by=None, reason="")
    Appeal.objects.filter(answered_by=person).update(answered_by=None)
    Selection.objects.filter(edited_by=person).update(edited_by=None)
    Submission.objects.filter(reader=person).update(reader=None)
    if Selection.objects.filter(author=person).exists():
        return [
            _(
                "Tes sélections publiées restent en ligne sans ton nom, parce que d’autres s’en servent."
                " Pour qu’elles disparaissent aussi, retire-les avant de supprimer ton compte."
            )
        ]
    return []


def _hand_over(person: Person) -> None:
    """What was written with others passes to the first of them."""
    rows = CoAuthor.objects.filter(
        selection__author=person, state=CoAuthorState.ACCEPTED, person__is_active=True
    ).select_related("selection")
    heirs: dict[int, CoAuthor] = {}
    for row in rows.exclude(selection__state=SelectionState.RETIRED):
        heirs.setdefault(row.selection_id, row)
    for row in heirs.values():
        Selection.objects.filter(pk=row.selection_id).update(author=row.person_id)
        Selection.objects.filter(revises=row.selection_id).update(author=row.person_id)
        row.delete()
