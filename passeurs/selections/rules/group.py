"""Rules of writing together: who invites, joins, leaves, suggests, answers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.selections.choices import CoAuthorState, SelectionState, SuggestionState
from passeurs.selections.models import CoAuthor, Selection, Suggestion
from passeurs.selections.rules.authorship import group_state, writes

MAX_CO_AUTHORS = 11
MAX_WAITING_SUGGESTIONS = 10


def can_invite(person: Person, selection: Selection) -> Verdict:
    """The author, up to eleven others; the group of a selection that is no longer there is not enlarged."""
    if selection.author_id != person.pk:
        return forbidden(_("Seule la personne qui a commencé la sélection invite."))
    if selection.state == SelectionState.RETIRED:
        return refusal(_("Cette sélection est retirée : reprends-la d’abord en brouillon."))
    live = (CoAuthorState.INVITED, CoAuthorState.ACCEPTED)
    if CoAuthor.objects.filter(selection_id=selection.root_id, state__in=live).count() >= MAX_CO_AUTHORS:
        return refusal(_("Un groupe compte %(max)s personnes en plus de toi, pas plus.") % {"max": MAX_CO_AUTHORS})
    return ALLOWED


def can_be_invited(person: Person, selection: Selection) -> Verdict:
    """Another ambassador of the city, mandate running, who is not in already."""
    mandate = running_mandate(person)
    if mandate is None or mandate.season_city.city_id != selection.season_city.city_id:
        return refusal(_("On invite les ambassadeurs et ambassadrices de sa ville, pendant leur mandat."))
    if person.pk == selection.author_id:
        return refusal(_("Cette personne a commencé la sélection."))
    if group_state(person, selection) in (CoAuthorState.INVITED, CoAuthorState.ACCEPTED):
        return refusal(_("Cette personne est déjà invitée."))
    return ALLOWED


def can_answer_invitation(person: Person, invitation: CoAuthor) -> Verdict:
    """The person invited, once."""
    if invitation.person_id != person.pk:
        return forbidden(_("Cette invitation est pour quelqu’un d’autre."))
    if invitation.state != CoAuthorState.INVITED:
        return refusal(_("Cette invitation a déjà sa réponse, ou a été retirée."))
    if running_mandate(person) is None:
        return refusal(_("Écrire une sélection demande un mandat en cours."))
    return ALLOWED


def can_remove_co_author(person: Person, row: CoAuthor) -> Verdict:
    """One leaves by oneself; the author removes others."""
    if person.pk not in (row.person_id, row.selection.author_id):
        return forbidden(_("Seule la personne qui a commencé la sélection change le groupe."))
    if row.state not in (CoAuthorState.INVITED, CoAuthorState.ACCEPTED):
        return refusal(_("Cette personne n’est déjà plus du groupe."))
    if row.state == CoAuthorState.INVITED and row.person_id == person.pk:
        return refusal(_("Réponds plutôt à l’invitation."))
    return ALLOWED


def can_suggest_item(person: Person, selection: Selection) -> Verdict:
    """Another ambassador of the city, while the selection is public or opened to ideas."""
    mandate = running_mandate(person)
    if mandate is None or mandate.season_city.city_id != selection.season_city.city_id:
        return forbidden(_("Les ambassadeurs et ambassadrices de la ville proposent des idées à cette sélection."))
    if writes(person, selection):
        return forbidden(_("C’est ta sélection : ajoute directement."))
    is_open = selection.is_open_to_ideas and selection.state in (SelectionState.DRAFT, SelectionState.CHANGES_ASKED)
    if selection.state != SelectionState.PUBLISHED and not is_open:
        return forbidden(_("Cette sélection n’est pas ouverte aux idées."))
    waiting = Suggestion.objects.filter(selection=selection, by=person, state=SuggestionState.WAITING).count()
    if waiting >= MAX_WAITING_SUGGESTIONS:
        return refusal(_("Tu as déjà %(max)s idées sans réponse ici : attends un peu.") % {"max": waiting})
    return ALLOWED


def can_answer_suggestion(person: Person, suggestion: Suggestion) -> Verdict:
    """The authors, once."""
    if not writes(person, suggestion.selection):
        return forbidden(_("Ce sont les auteurs et autrices de la sélection qui répondent."))
    if suggestion.state != SuggestionState.WAITING:
        return refusal(_("Cette idée a déjà sa réponse."))
    return ALLOWED
