"""Rules of the making of groups."""

from __future__ import annotations

from django.utils.translation import gettext as _

from passeurs.associations.choices import PartnershipState, ProposalState
from passeurs.associations.models import MatchingProposal, Partnership
from passeurs.core.verdict import ALLOWED, Verdict, forbidden, refusal
from passeurs.people.queries import is_team
from passeurs.programme.choices import MandateState
from passeurs.programme.models import Mandate


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
        return refusal(_("Des groupes ont été publiés depuis ce calcul : refaites une proposition."))
    return _still_true(proposal)


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
