"""Background work of matching: groups are computed."""

from __future__ import annotations

from django_tasks import task

from passeurs.matching import running
from passeurs.matching.models import MatchingProposal


@task()
def compute_proposal(proposal_id: int) -> None:
    """Compute the groups of a proposal."""
    proposal = MatchingProposal.objects.filter(pk=proposal_id).first()
    if proposal:
        running.compute_proposal(proposal=proposal)
