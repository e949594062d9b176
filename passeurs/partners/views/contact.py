"""Pages of partners: propose without an account, the space a uncached link opens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passeurs.core.throttle import is_too_often
from passeurs.partners.actions import contact as actions
from passeurs.partners.actions.contact import send_partner_link
from passeurs.partners.forms.contact import ContactForm
from passeurs.partners.models import Contact
from passeurs.partners.queries.contact import contact_of
from passeurs.partners.views.partnership import PROPOSALS_PER_HOUR
from passeurs.partners.views.space import with_contact
from passeurs.people.views.private_link import uncached


@require_POST
def renew_partner_link(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link, to the address the old one was made for; the page never tells which."""
    link, _contact = contact_of(token)
    known = Contact.objects.filter(pk=link.subject_id, revoked_at=None).first() if link else None
    if known and not is_too_often(request, "renew_partner_link", limit=PROPOSALS_PER_HOUR, seconds=3600):
        send_partner_link(contact=known)
    messages.success(request, _("Si ce lien a été le vôtre, un nouveau vient de partir à la même adresse."))
    return uncached(redirect("partners:propose-partnership"))


@require_POST
@with_contact
def add_contact(request: HttpRequest, token: str, contact: Contact) -> HttpResponse:
    """Bring in a colleague."""
    form = ContactForm(request.POST)
    if form.is_valid():
        actions.add_contact(by=contact, **form.cleaned_data)
        messages.success(request, _("Son lien personnel vient de partir."))
    else:
        messages.error(request, _("Indiquez un nom et une adresse e-mail."))
    return redirect("partners:space", token)


@require_POST
@with_contact
def revoke_contact(request: HttpRequest, token: str, contact: Contact, pk: int) -> HttpResponse:
    """End a colleague's link, or one's own."""
    other = get_object_or_404(contact.partnership.contacts, pk=pk)
    actions.revoke_contact(contact=other, by_contact=contact)
    messages.success(request, _("Ce lien ne marche plus."))
    return redirect(
        "partners:propose-partnership" if other == contact else "partners:space", *([] if other == contact else [token])
    )


@require_POST
@login_required
def end_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """The team ends a contact's link."""
    contact = get_object_or_404(Contact.objects.select_related("partnership__season_city__city"), pk=pk)
    actions.revoke_contact(contact=contact, by=request.user)
    messages.success(request, _("Ce lien ne marche plus."))
    return redirect(contact.partnership)
