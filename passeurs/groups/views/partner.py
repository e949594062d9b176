"""Pages of partners: propose without an account, the space a uncached link opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passeurs.groups.actions.meeting import confirm_as_partner
from passeurs.groups.models import Meeting
from passeurs.partners.queries.contact import contact_of
from passeurs.partners.views.space import EXPIRED
from passeurs.people.views.private_link import expired_link_page, uncached


@require_POST
def confirm_meeting(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """One tap: the meeting took place."""
    link, contact = contact_of(token)
    if contact is None:
        return expired_link_page(request, EXPIRED, token=token, is_known=link is not None)
    meeting = get_object_or_404(Meeting, pk=pk, group__partnership=contact.partnership)
    confirm_as_partner(meeting=meeting, contact=contact)
    messages.success(request, _("Merci : cette rencontre est confirmée de votre côté."))
    return uncached(redirect("partners:space", token))
