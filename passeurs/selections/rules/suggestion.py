"""Rules of suggestions: who suggests, who answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.programme.queries import running_mandate
from passeurs.selections.choices import SelectionState, SuggestionState
from passeurs.selections.models import Selection, Suggestion
from passeurs.selections.rules.co_author import writes

MAX_WAITING_SUGGESTIONS = 10


def can_suggest_item(person: object, selection: Selection) -> Verdict:
    """Another ambassador of the city, while the selection is public or opened to ideas."""
    mandate = running_mandate(person)
    if mandate is None or mandate.season_city.city_id != selection.season_city.city_id:
        return forbidden(_("Les ambassadeurs et ambassadrices de la ville proposent des idées à cette sélection."))
    if writes(person, selection):
        return forbidden(_("C’est ta sélection : ajoute directement."))
    is_open = selection.is_open_to_ideas and selection.state in (SelectionState.DRAFT, SelectionState.CHANGES_ASKED)
    if selection.state != SelectionState.PUBLISHED and not is_open:
        return forbidden(_("Cette sélection n’est pas ouverte aux idées."))
    waiting = Suggestion.objects.waiting().filter(selection=selection, by=mandate.person_id).count()
    if waiting >= MAX_WAITING_SUGGESTIONS:
        return refusal(_("Tu as déjà %(max)s idées sans réponse ici : attends un peu.") % {"max": waiting})
    return ALLOWED


def can_answer_suggestion(person: object, suggestion: Suggestion) -> Verdict:
    """The authors, once."""
    if not writes(person, suggestion.selection):
        return forbidden(_("Ce sont les auteurs et autrices de la sélection qui répondent."))
    if suggestion.state != SuggestionState.WAITING:
        return refusal(_("Cette idée a déjà sa réponse."))
    return ALLOWED
