"""Rules of selections: who composes, retires, deletes, reads."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.programme.rules import can_follow_city
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from passeurs.selections.rules.co_author import writes

EDITABLE = (SelectionState.DRAFT, SelectionState.CHANGES_ASKED)


def can_start_selection(person: object) -> Verdict:
    """Ambassadors compose, during their mandate."""
    if running_mandate(person):
        return ALLOWED
    return forbidden(_("Composer une sélection demande un mandat d’ambassadeur en cours."))


def can_edit_selection(person: object, selection: Selection) -> Verdict:
    """Its authors, while nobody is reading it and it is not public."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state not in EDITABLE:
        return refusal(
            _("Une sélection %(state)s ne se modifie pas. Reprends-la d’abord en brouillon.")
            % {"state": selection.get_state_display()}
        )
    return ALLOWED


def can_retire_selection(person: object, selection: Selection) -> Verdict:
    """Its authors, the referent or the team."""
    if not writes(person, selection) and not can_follow_city(person, selection.season_city.city):
        return forbidden(_("Seules la personne qui l’a écrite et l’équipe retirent une sélection."))
    if selection.state != SelectionState.PUBLISHED:
        return refusal(_("Seule une sélection publiée peut être retirée."))
    return ALLOWED


def can_rework_selection(person: object, selection: Selection) -> Verdict:
    """The authors take a retired selection up again as a draft."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state != SelectionState.RETIRED:
        return refusal(_("Seule une sélection retirée se reprend en brouillon."))
    if Selection.objects.filter(revises=selection).exists():
        return refusal(_("Une nouvelle version est déjà en cours d’écriture : continue celle-là."))
    return ALLOWED


def can_delete_selection(person: object, selection: Selection) -> Verdict:
    """A draft that was never public may go for good, by its author; a new version, by any of its authors."""
    verdict = can_edit_selection(person, selection)
    is_author = isinstance(person, Person) and selection.author_id == person.pk
    if verdict and not is_author and not selection.revises_id:
        return forbidden(_("Seule la personne qui l’a commencée supprime un brouillon ; tu peux quitter le groupe."))
    if verdict and selection.published_at:
        return refusal(_("Cette sélection a été publique : elle reste dans tes archives."))
    return verdict


def can_view_selection(person: object, selection: Selection) -> Verdict:
    """Public when published; a draft is its author's; what was proposed is read by its possible readers."""
    if selection.state == SelectionState.PUBLISHED:
        return ALLOWED
    hidden = forbidden(_("Cette sélection n’est pas publique."))
    if not isinstance(person, Person):
        return hidden
    if writes(person, selection):
        return ALLOWED
    if selection.state == SelectionState.DRAFT:
        return hidden
    if can_follow_city(person, selection.season_city.city):
        return ALLOWED
    return ALLOWED if selection.state == SelectionState.PROPOSED and reads_city(person, selection) else hidden


def reads_city(person: object, selection: Selection) -> bool:
    """Whether the person is an ambassador of the selection's city, its referent or of the team."""
    mandate = running_mandate(person)
    same_city = bool(mandate and mandate.season_city.city_id == selection.season_city.city_id)
    return same_city or bool(can_follow_city(person, selection.season_city.city))
