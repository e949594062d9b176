"""Background work of groups: invitations, after the commit."""

from __future__ import annotations

from django_tasks import task

from passeurs.groups import running
from passeurs.groups.models import Meeting
from passeurs.partners.models import Contact


@task()
def send_invitation(meeting_id: int, contact_id: int) -> None:
    """Send a meeting, as it is now, to a partner's calendar."""
    meeting = Meeting.objects.select_related("group__partnership__season_city__city").filter(pk=meeting_id).first()
    contact = Contact.objects.filter(pk=contact_id).first()
    if meeting and contact:
        running.send_invitation(meeting, contact)
