"""Pages of partners: propose without an account, the space a private link opens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations.actions.meetings import confirm_as_partner
from passeurs.associations.actions.partner_space import note_visit
from passeurs.associations.actions.partnerships import propose_partnership, send_partner_link
from passeurs.associations.forms import ProposeForm
from passeurs.associations.models import Contact, Group, Meeting
from passeurs.associations.queries.attendance import rolls_of
from passeurs.associations.queries.caring import meetings_to_feel_by
from passeurs.associations.queries.groups import member_names, readable
from passeurs.associations.queries.partnerships import contact_of, meetings_to_confirm, open_season_cities
from passeurs.associations.views.keys import dead, private
from passeurs.associations.views.polls import poll_context
from passeurs.associations.views.space import space_context
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.throttle import is_too_often
from passeurs.core.verdict import Refused

PROPOSALS_PER_HOUR = 10


@require_http_methods(["GET", "HEAD", "POST"])
def propose_partnership_page(request: HttpRequest) -> HttpResponse:
    """What a partnership is, and the proposal; nothing is kept of what machines send."""
    form = ProposeForm(request.POST or None, cities=open_season_cities())
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "propose_partnership", limit=PROPOSALS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Trop d’envois depuis cette connexion. Réessayez dans une heure."))
        else:
            words: dict[str, Any] = {**form.cleaned_data}
            is_machine = bool(words.pop("website"))
            try:
                if not is_machine:
                    propose_partnership(**words)
                messages.success(request, _("Merci ! Le lien de votre espace vient de partir par e-mail."))
                return redirect("associations:propose")
            except Refused as error:
                form.add_error("name", error.verdict.reason)
    status = 422 if form.is_bound else 200
    return render_page(request, "associations/propose.html", {"form": form}, status=status)


@require_safe
def partner(request: HttpRequest, token: str) -> HttpResponse:
    """The partner's space: the groups by first name, what waits for a word, what comes next."""
    link, contact = contact_of(token)
    if contact is None:
        return dead(request, token, link is not None)
    at = clock.now()
    note_visit(contact=contact, at=at)
    groups = list(readable(Group.objects.running().filter(partnership=contact.partnership)))
    coming = [_coming(group, at) for group in groups]
    rolls = rolls_of([one for one in coming if one])
    with timezone.override(contact.partnership.season_city.city.time_zone):
        context = {
            "token": token,
            "contact": contact,
            "partnership": contact.partnership,
            "groups": [
                (group, member_names(group), one, rolls[one.pk] if one else None, poll_context(group, contact))
                for group, one in zip(groups, coming, strict=True)
            ],
            "to_confirm": list(meetings_to_confirm(contact, at)),
            "to_feel": meetings_to_feel_by(contact, at),
        } | space_context(contact)
        return private(render_page(request, "associations/partner.html", context))


def _coming(group: Group, at: Any) -> Meeting | None:
    coming = (one for one in group.meetings.all() if one.state == "planned" and one.starts_at > at)
    return min(coming, key=lambda one: one.starts_at, default=None)


@require_POST
def confirm_meeting(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """One tap: the meeting took place."""
    link, contact = contact_of(token)
    if contact is None:
        return dead(request, token, link is not None)
    meeting = get_object_or_404(Meeting, pk=pk, group__partnership=contact.partnership)
    confirm_as_partner(meeting=meeting, contact=contact)
    messages.success(request, _("Merci : cette rencontre est confirmée de votre côté."))
    return private(redirect("associations:partner", token))


@require_POST
def renew_partner_link(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link, to the address the old one was made for; the page never tells which."""
    link, _contact = contact_of(token)
    known = Contact.objects.filter(pk=link.subject_id, revoked_at=None).first() if link else None
    if known and not is_too_often(request, "renew_partner_link", limit=PROPOSALS_PER_HOUR, seconds=3600):
        send_partner_link(contact=known)
    messages.success(request, _("Si ce lien a été le vôtre, un nouveau vient de partir à la même adresse."))
    return private(redirect("associations:propose"))
