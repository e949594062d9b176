"""Rules of the making of groups."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.associations.choices import ProposalState
from passeurs.associations.models import MatchingProposal
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.queries import is_team


def can_match(person: object) -> Verdict:
    """The national team makes groups."""
    return ALLOWED if is_team(person) else forbidden(_("Les groupes sont faits par l’équipe nationale."))


def can_publish_proposal(person: object, proposal: MatchingProposal) -> Verdict:
    """A computed proposal, once, and the last one made: an older one no longer tells the truth."""
    verdict = can_match(person)
    if not verdict:
        return verdict
    if proposal.state == ProposalState.PUBLISHED:
        return refusal(_("Cette proposition est déjà publiée."))
    if proposal.state != ProposalState.READY:
        return refusal(_("Le calcul n’est pas terminé."))
    newer = MatchingProposal.objects.filter(season=proposal.season_id, state=ProposalState.PUBLISHED)
    if newer.filter(published_at__gt=proposal.made_at).exists():
        return refusal(_("Des groupes ont été publiés depuis ce calcul : refaites une proposition."))
    return ALLOWED
