"""Reads of the group: who writes, who may be invited, ideas, who did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passeurs.core import journal
from passeurs.core.models import JournalEntry
from passeurs.people.choices import ConsentPurpose
from passeurs.people.models import Consent, Person
from passeurs.programme.models import Mandate
from passeurs.programme.queries import running_mandate
from passeurs.selections.choices import CoAuthorState, SelectionState, SuggestionState
from passeurs.selections.models import CoAuthor, RemovedItem, Selection, Suggestion, Transition

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
class Deed:
    """One line of « Qui a fait quoi ». `who` is empty when the account no longer exists."""

    at: dt.datetime
    who: str
    what: str
    reason: str = ""


def authors_of(selection: Selection) -> list[Person]:
    """Everyone who writes it now, the one who started it first; closed accounts left out."""
    rows = CoAuthor.objects.filter(selection_id=selection.root_id, state=CoAuthorState.ACCEPTED)
    people = Person.objects.filter(
        Q(pk=selection.author_id) | Q(pk__in=rows.values("person")), is_active=True
    ).select_related("profile")
    return sorted(people, key=lambda person: (person.pk != selection.author_id, person.pk))


def with_co_authors(selections: QuerySet[Selection]) -> QuerySet[Selection]:
    """Selections with `present_co_authors`, each with `is_named`, the person's present consent: one query more."""
    consent = Consent.objects.filter(
        person=OuterRef("person"), purpose=ConsentPurpose.PUBLIC_NAME, withdrawn_at__isnull=True
    )
    rows = (
        CoAuthor.objects.filter(state=CoAuthorState.ACCEPTED)
        .select_related("person__profile")
        .annotate(is_named=Exists(consent))
        .order_by("answered_at", "pk")
    )
    return selections.prefetch_related(Prefetch("co_authors", queryset=rows, to_attr="present_co_authors"))


def group_rows(selection: Selection) -> list[CoAuthor]:
    """Invitations and co-authors of a selection, oldest first, whatever they answered."""
    rows = CoAuthor.objects.filter(selection_id=selection.root_id)
    return list(rows.select_related("person__profile", "invited_by__profile", "selection"))


def people_to_invite(selection: Selection) -> QuerySet[Person]:
    """Ambassadors of the city, mandate running, who are not in the group nor invited, by name."""
    city = selection.season_city.city_id
    running = Mandate.objects.running().filter(season_city__city=city).values("person")
    live = (CoAuthorState.INVITED, CoAuthorState.ACCEPTED)
    present = CoAuthor.objects.filter(selection_id=selection.root_id, state__in=live).values("person")
    return (
        Person.objects.filter(pk__in=running, is_active=True)
        .exclude(pk=selection.author_id)
        .exclude(pk__in=present)
        .select_related("profile")
        .order_by("first_name", "pk")
    )


def invitations_of(person: Person) -> QuerySet[CoAuthor]:
    """Invitations that wait for this person's answer, oldest first."""
    mine = CoAuthor.objects.filter(person=person, state=CoAuthorState.INVITED)
    return mine.select_related("selection__season_city__city", "invited_by__profile").order_by("invited_at", "pk")


def suggestions_for(selection: Selection) -> list[Suggestion]:
    """The ideas given to a selection, those that wait first."""
    rows = Suggestion.objects.filter(selection_id__in={selection.pk, selection.root_id})
    found = rows.select_related("by__profile", "answered_by__profile", "venue", "offer__venue", "work", "selection")
    return sorted(found, key=lambda row: (row.state != SuggestionState.WAITING, -row.made_at.timestamp()))


def my_suggestions(person: Person) -> QuerySet[Suggestion]:
    """The ideas this person gave, newest first."""
    mine = Suggestion.objects.filter(by=person).select_related("selection", "venue", "offer__venue", "work")
    return mine.order_by("-made_at", "-pk")


def open_to_my_ideas(person: Person) -> QuerySet[Selection]:
    """Drafts of the city that their authors opened to ideas, this person's own left out."""
    mandate = running_mandate(person)
    if mandate is None:
        return Selection.objects.none()
    found = Selection.objects.filter(
        is_open_to_ideas=True,
        state__in=[SelectionState.DRAFT, SelectionState.CHANGES_ASKED],
        season_city__city=mandate.season_city.city_id,
    )
    mine = Selection.objects.written_by(person).values("pk")
    return found.exclude(pk__in=mine).select_related("author__profile", "season_city__city").order_by("-updated_at")


def removed_items(selection: Selection) -> list[RemovedItem]:
    """What was taken out of a draft, the last first, at most ten."""
    return list(selection.removed_items.select_related("venue", "offer__venue", "work", "removed_by__profile")[:10])


def history_of(selection: Selection) -> list[Deed]:
    """Who did what, newest first: edits from the journal, moves between states with their reasons."""
    reference = f"{selection._meta.label_lower}:{selection.root_id}"
    entries = list(JournalEntry.objects.filter(subject_ref=reference, verb__in=VERBS).order_by("-at", "-pk")[:HISTORY])
    moves = list(
        Transition.objects.filter(selection_id__in={selection.pk, selection.root_id}).select_related("by__profile")[
            :HISTORY
        ]
    )
    names = _names(entry.actor_ref for entry in entries)
    deeds = [Deed(entry.at, names.get(entry.actor_ref, ""), str(VERBS[entry.verb])) for entry in entries]
    deeds += [
        Deed(row.at, row.by.public_name if row.by else "", str(MOVES[SelectionState(row.to_state)]), row.reason)
        for row in moves
    ]
    return sorted(deeds, key=lambda deed: deed.at, reverse=True)[:HISTORY]


def _names(references: Iterable[str]) -> dict[str, str]:
    prefix = f"{Person._meta.label_lower}:"
    numbers = {ref.removeprefix(prefix) for ref in references if ref.startswith(prefix)}
    people = Person.objects.filter(pk__in=numbers, is_active=True).select_related("profile")
    return {journal.reference(person): person.public_name for person in people}


def editor_name(selection: Selection) -> str:
    """Who saved last, to tell whose text stands beside mine."""
    return selection.edited_by.public_name if selection.edited_by else _("quelqu’un du groupe")
