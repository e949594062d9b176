"""Background work of associations: letters and invitations after the commit, the computation of groups."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from passeurs.associations import messages
from passeurs.associations.models import Contact, MatchingProposal, Meeting


def post(work: Any, *arguments: Any) -> None:
    """Queue work once the write it follows is certain."""
    transaction.on_commit(partial(work.enqueue, *arguments))


@task()
def send_partner_letter(name: str, contact_id: int) -> None:
    """Write to a partner's contact; nothing when it is gone meanwhile."""
    contact = Contact.objects.select_related("partnership__season_city__city").filter(pk=contact_id).first()
    if contact:
        messages.PARTNER_LETTERS[name](contact)


@task()
def send_invitation(meeting_id: int, contact_id: int) -> None:
    """Send a meeting, as it is now, to a partner's calendar."""
    meeting = Meeting.objects.select_related("group__partnership__season_city__city").filter(pk=meeting_id).first()
    contact = Contact.objects.filter(pk=contact_id).first()
    if meeting and contact:
        messages.invite(meeting, contact)


@task()
def compute_proposal(proposal_id: int) -> None:
    """Compute the groups of a proposal."""
    from passeurs.associations.actions import matching

    proposal = MatchingProposal.objects.filter(pk=proposal_id).first()
    if proposal:
        matching.compute_proposal(proposal=proposal)
