"""Care: one tap after a meeting, each side apart; the referent's board, notes, moves; whoever is not seen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.groups.actions import rating as actions
from passeurs.groups.forms.rating import RatingForm
from passeurs.groups.models import Meeting, MeetingRating
from passeurs.groups.rules.rating import can_rate_as_member, can_rate_as_partner
from passeurs.partners.queries.contact import contact_of
from passeurs.partners.views.space import EXPIRED
from passeurs.people.views.private_link import expired_link_page, uncached


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def rate_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A member says how a meeting was; nobody of the group or the partner reads it."""
    meeting = get_object_or_404(Meeting.objects.select_related("group__partnership__season_city__city"), pk=pk)
    can_rate_as_member(request.user, meeting, clock.now()).or_refuse()
    said = MeetingRating.objects.filter(meeting=meeting, person=request.user).first()
    initial = {"rating": said.rating, "words": said.words} if said else {}
    form = RatingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.rate_as_member(meeting=meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Merci. Seule la personne référente de ta ville le lit."))
        return redirect(meeting.group)
    context = {"form": form, "meeting": meeting, "is_partner": False, "back_url": meeting.group.get_absolute_url()}
    return render_page(request, "groups/rate_meeting.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rate_meeting_as_partner(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The partner says how a meeting was, by their link; the group never reads it."""
    link, contact = contact_of(token)
    if contact is None:
        return expired_link_page(request, EXPIRED, token=token, is_known=link is not None)
    rows = Meeting.objects.filter(group__partnership=contact.partnership).select_related("group__partnership")
    meeting = get_object_or_404(rows, pk=pk)
    can_rate_as_partner(contact, meeting, clock.now()).or_refuse()
    form = RatingForm(request.POST or None, is_partner=True)
    if request.method == "POST" and form.is_valid():
        actions.rate_as_partner(meeting=meeting, contact=contact, **form.cleaned_data)
        messages.success(request, _("Merci. Seule la personne référente de la ville le lit."))
        return uncached(redirect("partners:space", token))
    context = {"form": form, "meeting": meeting, "is_partner": True, "back_url": ".."}
    status = 422 if form.is_bound else 200
    return uncached(render_page(request, "groups/rate_meeting.html", context, status=status))
