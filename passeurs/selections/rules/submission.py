"""Rules of submissions: who proposes, who second-reads, when."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.selections.choices import SelectionState
from passeurs.selections.models import Selection, Submission
from passeurs.selections.rules.co_author import writes, wrote
from passeurs.selections.rules.selection import can_edit_selection, reads_city

MIN_ITEMS = 3


def can_propose_selection(person: object, selection: Selection) -> Verdict:
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


def can_add_submission(waiting: Submission | None) -> Verdict:
    """One at a time: not while another waits for its answer."""
    return refusal(_("Cette sélection est déjà proposée.")) if waiting else ALLOWED


def can_withdraw_proposal(person: object, selection: Selection) -> Verdict:
    """The authors take back what nobody has answered yet."""
    if not writes(person, selection):
        return forbidden(_("Cette sélection appartient à quelqu’un d’autre."))
    if selection.state != SelectionState.PROPOSED:
        return refusal(_("Cette sélection n’attend plus de relecture."))
    return ALLOWED


def can_second_read(person: object, selection: Selection) -> Verdict:
    """Another ambassador of the city, its referent or the team; never one who wrote it; once."""
    if wrote(person, selection):
        return forbidden(_("On ne relit pas sa propre sélection : quelqu’un d’autre le fera."))
    if not reads_city(person, selection):
        return forbidden(_("Seules les personnes de la même ville, ou l’équipe, relisent cette sélection."))
    if selection.state != SelectionState.PROPOSED:
        return refusal(_("Cette sélection n’attend plus de relecture : quelqu’un vient peut-être de répondre."))
    return ALLOWED
