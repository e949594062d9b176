"""Background work of partners: letters, after the commit."""

from __future__ import annotations

from django_tasks import task

from passeurs.partners import running
from passeurs.partners.models import Contact


@task()
def send_partner_letter(name: str, contact_id: int) -> None:
    """Write to a partner's contact; nothing when it is gone meanwhile."""
    contact = Contact.objects.select_related("partnership__season_city__city").filter(pk=contact_id).first()
    if contact:
        running.send_letter(name, contact)
