"""Rules of selections: who composes, who second-reads, when."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.models import Person
from passeurs.programme.queries import running_mandate
from passeurs.programme.rules import can_follow_city
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection
from passeurs.selections.rules.authorship import writes, wrote

MIN_ITEMS = 3
MAX_ITEMS = 30
EDITABLE = (SelectionState.DRAFT, SelectionState.CHANGES_ASKED)


def can_start_selection(person: object) -> Verdict:
    """Ambassadors compose, during their mandate."""
    if running_mandate(person):
        return ALLOWED
    return forbidden(_("Composer une sélection demande un mandat d’ambassadeur en cours."))


def can_edit_selection(person: Person, selection: Selection) -> Verdict:
    """Its authors, while nobody is reading it and it is not public."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state not in EDITABLE:
        return refusal(
            _("Une sélection %(state)s ne se modifie pas. Reprends-la d’abord en brouillon.")
            % {"state": selection.get_state_display()}
        )
    return ALLOWED


def can_add_item(person: Person, selection: Selection) -> Verdict:
    """While editable, up to thirty items."""
    verdict = can_edit_selection(person, selection)
    if verdict and selection.items.count() >= MAX_ITEMS:
        return refusal(_("Une sélection tient en %(max)s éléments. Enlèves-en un d’abord.") % {"max": MAX_ITEMS})
    return verdict


def can_propose_selection(person: Person, selection: Selection) -> Verdict:
    """A title, at least three items, a reason for each."""
    verdict = can_edit_selection(person, selection)
    if not verdict:
        return verdict
    if not selection.title.strip():
        return refusal(_("Il manque un titre."))
    reasons = list(selection.items.values_list("reason", flat=True))
    if len(reasons) < MIN_ITEMS:
        return refusal(
            _("Il faut au moins %(min)s éléments pour proposer, il y en a %(count)s.")
            % {"min": MIN_ITEMS, "count": len(reasons)}
        )
    missing = sum(not reason.strip() for reason in reasons)
    if missing:
        return refusal(
            ngettext(
                "Il manque ta raison pour %(n)s élément : dis en une phrase pourquoi tu le recommandes.",
                "Il manque ta raison pour %(n)s éléments : dis en une phrase pourquoi tu les recommandes.",
                missing,
            )
            % {"n": missing}
        )
    return ALLOWED


def can_withdraw_proposal(person: Person, selection: Selection) -> Verdict:
    """The authors take back what nobody has answered yet."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state != SelectionState.PROPOSED:
        return refusal(_("Cette sélection n’attend plus de relecture."))
    return ALLOWED


def can_second_read(person: Person, selection: Selection) -> Verdict:
    """Another ambassador of the city, its referent or the team; never one who wrote it; once."""
    if wrote(person, selection):
        return forbidden(_("On ne relit pas sa propre sélection : quelqu’un d’autre le fera."))
    if not reads_city(person, selection):
        return forbidden(_("Seules les personnes de la même ville, ou l’équipe, relisent cette sélection."))
    if selection.state != SelectionState.PROPOSED:
        return refusal(_("Cette sélection n’attend plus de relecture : quelqu’un vient peut-être de répondre."))
    return ALLOWED


def can_retire_selection(person: Person, selection: Selection) -> Verdict:
    """Its authors, the referent or the team."""
    if not writes(person, selection) and not can_follow_city(person, selection.season_city.city):
        return forbidden(_("Seules la personne qui l’a écrite et l’équipe retirent une sélection."))
    if selection.state != SelectionState.PUBLISHED:
        return refusal(_("Seule une sélection publiée peut être retirée."))
    return ALLOWED


def can_rework_selection(person: Person, selection: Selection) -> Verdict:
    """The authors take a retired selection up again as a draft."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state != SelectionState.RETIRED:
        return refusal(_("Seule une sélection retirée se reprend en brouillon."))
    if Selection.objects.filter(revises=selection).exists():
        return refusal(_("Une nouvelle version est déjà en cours d’écriture : continue celle-là."))
    return ALLOWED


def can_delete_selection(person: Person, selection: Selection) -> Verdict:
    """A draft that was never public may go for good, by its author; a new version, by any of its authors."""
    verdict = can_edit_selection(person, selection)
    if verdict and selection.author_id != person.pk and not selection.revises_id:
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


def reads_city(person: Person, selection: Selection) -> bool:
    """Whether the person is an ambassador of the selection's city, its referent or of the team."""
    mandate = running_mandate(person)
    same_city = bool(mandate and mandate.season_city.city_id == selection.season_city.city_id)
    return same_city or bool(can_follow_city(person, selection.season_city.city))
