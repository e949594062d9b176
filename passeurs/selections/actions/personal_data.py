"""What a person leaves behind on erasure."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passeurs.people.models import Person
from passeurs.selections.actions.selection import delete_keeping_log
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import (
    Appeal,
    AuthorFeed,
    Call,
    CoAuthor,
    DayCount,
    PassExport,
    PreviewLink,
    RemovedItem,
    Selection,
    Submission,
    Suggestion,
    Transition,
    Version,
)


@transaction.atomic
def erase_selections(person: Person) -> list[str]:
    """Drafts and proposals go; what was published stays online without a name; a group keeps what it wrote."""
    _hand_over(person)
    for selection in Selection.objects.filter(author=person, revises__isnull=False):
        delete_keeping_log(selection)
    for selection in Selection.objects.filter(author=person, published_at__isnull=True):
        delete_keeping_log(selection)
    CoAuthor.objects.filter(person=person).delete()
    CoAuthor.objects.filter(invited_by=person).update(invited_by=None, word="")
    Suggestion.objects.filter(by=person).delete()
    Suggestion.objects.filter(answered_by=person).update(answered_by=None, answer="")
    RemovedItem.objects.filter(removed_by=person).delete()
    Transition.objects.filter(by=person, is_moderation=False).update(by=None, reason="")
    Transition.objects.filter(by=person).update(by=None)
    Appeal.objects.filter(by=person).update(by=None, reason="")
    Appeal.objects.filter(answered_by=person).update(answered_by=None)
    Selection.objects.filter(edited_by=person).update(edited_by=None)
    Submission.objects.filter(reader=person).update(reader=None)
    Version.objects.filter(second_reader=person).update(second_reader=None)
    Call.objects.filter(opened_by=person).update(opened_by=None)
    PassExport.objects.filter(made_by=person).update(made_by=None)
    PassExport.objects.filter(live_by=person).update(live_by=None)
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
    rows = (
        CoAuthor.objects.present().filter(selection__author=person, person__is_active=True).select_related("selection")
    )
    heirs: dict[int, CoAuthor] = {}
    for row in rows.exclude(selection__state=SelectionState.RETIRED).select_related("selection"):
        heirs.setdefault(row.selection_id, row)
    for row in heirs.values():
        Selection.objects.filter(pk=row.selection_id).update(author=row.person_id)
        Selection.objects.filter(revises=row.selection_id).update(author=row.person_id)
        row.delete()


@transaction.atomic
def erase_readers(person: Person) -> list[str]:
    """The feed and the preview links go; counts by day hold nothing about anyone."""
    AuthorFeed.objects.filter(person=person).delete()
    PreviewLink.objects.filter(made_by=person).delete()
    kept = DayCount.objects.filter(selection__author=person).exists()
    return [_("Les nombres de lectures de tes sélections publiées restent, sans rien sur personne.")] if kept else []
