"""Rules of the making of groups."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.groups.models import Membership
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal, PartnerWish, WishSheet
from passeurs.partners.choices import PartnershipState
from passeurs.partners.models import Partnership
from passeurs.people.queries import is_team
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate


def can_match(person: object) -> Verdict:
    """The national team makes groups."""
    return ALLOWED if is_team(person) else forbidden(_("Les groupes sont faits par l’équipe nationale."))


def can_publish_proposal(person: object, proposal: MatchingProposal) -> Verdict:
    """A computed proposal, once, as long as what it was computed from is true."""
    verdict = can_match(person)
    if not verdict:
        return verdict
    if proposal.state == ProposalState.PUBLISHED:
        return refusal(_("Cette proposition est déjà publiée."))
    if proposal.state != ProposalState.READY:
        return refusal(_("Le calcul n’est pas terminé."))
    newer = MatchingProposal.objects.filter(season=proposal.season_id, state=ProposalState.PUBLISHED)
    if newer.filter(published_at__gt=proposal.frozen_at).exists():
        return refusal(_("Des groupes ont été publiés depuis ce calcul : refaites une proposition."))
    return _nobody_moved(proposal) and _still_true(proposal) and _still_wanted(proposal)


def _nobody_moved(proposal: MatchingProposal) -> Verdict:
    """Published, it would undo what was done by hand since: a move, a departure, a merge."""
    since = Q(joined_at__gt=proposal.frozen_at) | Q(left_at__gt=proposal.frozen_at)
    rows = Membership.objects.filter(since, group__partnership__season_city__season=proposal.season_id)
    moved = rows.values("mandate").distinct().count()
    if not moved:
        return ALLOWED
    words = {"n": moved}
    return refusal(
        ngettext(
            "Depuis ce calcul, %(n)d personne a changé de groupe : refaites une proposition, qui en tiendra compte.",
            "Depuis ce calcul, %(n)d personnes ont changé de groupe : refaites une proposition, qui en tiendra compte.",
            moved,
        )
        % words
    )


def _still_true(proposal: MatchingProposal) -> Verdict:
    """Whoever it places still has a mandate, whoever welcomes them still does."""
    groups = proposal.result["groups"]
    members = {pk for one in groups for pk in one["members"]}
    gone = Mandate.objects.filter(pk__in=members).exclude(state=MandateState.ACTIVE)
    names = [one.person.public_name for one in gone.select_related("person__profile").order_by("pk")[:3]]
    partners = Partnership.objects.filter(pk__in={one["actor"] for one in groups})
    names += partners.exclude(state=PartnershipState.ACCEPTED).values_list("name", flat=True)[:3]
    if not names:
        return ALLOWED
    words = {"names": ", ".join(names)}
    return refusal(
        _("Depuis ce calcul, ces noms ne sont plus de la saison : %(names)s. Refaites une proposition.") % words
    )


def _still_wanted(proposal: MatchingProposal) -> Verdict:
    """Nobody it places said since that they want no group, nor was refused since by who would welcome them."""
    members = {pk: one["actor"] for one in proposal.result["groups"] for pk in one["members"]}
    sheets = WishSheet.objects.filter(mandate__in=members, is_out=True, updated_at__gt=proposal.frozen_at)
    said = set(sheets.values_list("mandate", flat=True))
    refusals = PartnerWish.objects.filter(mandate__in=members, rank=None, is_set_aside=False)
    said |= {mandate for mandate, actor in refusals.values_list("mandate", "partnership") if members[mandate] == actor}
    if not said:
        return ALLOWED
    people = Mandate.objects.filter(pk__in=said).select_related("person__profile").order_by("pk")[:3]
    words = {"names": ", ".join(one.person.public_name for one in people)}
    return refusal(
        _("Depuis ce calcul, ces personnes ne veulent plus de groupe, ou leur lieu les a refusées : %(names)s.") % words
        + " "
        + _("Refaites une proposition.")
    )


def can_make_proposal(problem: dict[str, Any]) -> Verdict:
    """Somebody to place, and somebody who welcomes."""
    if not problem["people"] or not problem["actors"]:
        return refusal(_("Il faut au moins une personne qui a fait ses vœux et un partenaire accepté."))
    return ALLOWED
