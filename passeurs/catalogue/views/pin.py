"""A venue pinned, taken off; the list of a person; what a device kept, joined."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.catalogue import exports, rules
from passeurs.catalogue.actions import pin as actions
from passeurs.catalogue.forms import JoinPinsForm, PinForm, PinListForm
from passeurs.catalogue.models import Pin, Venue
from passeurs.catalogue.queries import pin as queries
from passeurs.catalogue.queries.card import venue_card
from passeurs.core import clock
from passeurs.core.exports import csv_response
from passeurs.core.htmx import render_page


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pin_venue(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin in one tap, or from this page with a note; where one comes back after signing in."""
    venue = _venue(pk)
    pinned = queries.pinned_ids(request.user)
    verdict = rules.can_pin_venue(request.user, venue, pinned=pinned)
    if not verdict and request.htmx:
        return _button(request, venue, reason=verdict.reason)
    verdict.or_refuse()
    pin = Pin.objects.filter(person=request.user, venue=venue).first()
    # The button alone sends no note: the note stays as it was.
    form = PinForm(request.POST if "note" in request.POST else None, instance=pin)
    if request.method != "POST" or (form.is_bound and not form.is_valid()):
        context = {"form": form, "venue": venue, "card": venue_card(venue), "is_pinned": venue.pk in pinned}
        return render_page(request, "catalogue/pin_venue.html", context, status=422 if form.is_bound else 200)
    note = form.cleaned_data["note"] if form.is_bound else None
    actions.pin_venue(person=request.user, venue=venue, note=note, at=clock.now())
    if request.htmx:
        return _button(request, venue, is_pinned=True)
    said = _("C’est noté.") if venue.pk in pinned else _("«\u202f%(name)s\u202f» est dans tes lieux.")
    messages.success(request, said % {"name": venue.name})
    return redirect(_way_back(request, venue))


@login_required
@require_POST
def unpin_venue(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a venue off one's list; pinned again within a few days, its note comes back."""
    venue = get_object_or_404(Venue, pk=pk)
    gone = actions.unpin_venue(person=request.user, venue=venue, at=clock.now())
    if request.htmx:
        return _button(request, venue)
    said = format_html(_("«\u202f{}\u202f» n’est plus dans tes lieux."), venue.name)
    if gone and venue.is_visible:
        undo = reverse("catalogue:pin-list") + "#retires"
        said = format_html('{} <a href="{}">{}</a>', said, undo, _("Le remettre"))
    messages.success(request, said)
    return redirect(_way_back(request, venue))


@login_required
@never_cache
@require_safe
def pin_list(request: HttpRequest) -> HttpResponse:
    """My venues: searched, sorted, a page at a time."""
    form = PinListForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "tri": ""}
    found = queries.pin_list(
        request.user, text=asked["q"], order=asked["tri"], page=request.GET.get("page"), at=clock.now()
    )
    context = {"form": form, "pins": found, "undo_days": queries.UNDO_DAYS, "orders": _orders(found)}
    return render_page(request, "catalogue/pin_list.html", context, status=200 if form.is_valid() else 422)


@login_required
@never_cache
@require_safe
def export_pins(request: HttpRequest) -> HttpResponseBase:
    """My venues for a spreadsheet."""
    return csv_response("mes-lieux", exports.pin_header(), exports.pin_rows(request.user))


@login_required
@require_POST
def join_pins(request: HttpRequest) -> HttpResponse:
    """Add the venues that this device kept; its script fills the form."""
    form = JoinPinsForm(request.POST)
    venue_ids = queries.venue_refs(form.cleaned_data["device_list"]) if form.is_valid() else []
    joined = actions.join_pins(person=request.user, venue_ids=venue_ids, at=clock.now())
    level = messages.WARNING if joined.refused or not venue_ids else messages.SUCCESS
    messages.add_message(request, level, queries.joined_words(joined))
    return redirect("catalogue:pin-list")


def _venue(pk: int) -> Venue:
    return queries.venue_to_pin(get_object_or_404(Venue.objects.select_related("merged_into"), pk=pk))


def _button(request: HttpRequest, venue: Venue, *, is_pinned: bool = False, reason: str = "") -> HttpResponse:
    """The button alone, for htmx to put in its place; its status tells a refusal."""
    context = {
        "person": request.user,
        "venue_id": venue.pk,
        "name": venue.name,
        "is_pinned": is_pinned,
        "is_compact": bool(request.POST.get("compact")),
        "reason": reason,
        "back": _next(request),
    }
    return render_page(request, "catalogue/pin_button.html", context, status=422 if reason else 200)


def _next(request: HttpRequest) -> str:
    """Where the button stands, when it is on this site."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if is_ours else ""


def _way_back(request: HttpRequest, venue: Venue) -> str:
    """To the button one has just touched; else to the list."""
    back = _next(request) or reverse("catalogue:pin-list")
    return back if "#" in back else f"{back}#epingle-{venue.pk}"


def _orders(found: queries.PinList) -> list[tuple[str, str, bool]]:
    """The orders one can choose: value, label, whether it is this one. By distance, from a known home."""
    return [
        (order.value, str(order.label), order.value == found.order)
        for order in queries.PinOrder
        if found.home or order != queries.PinOrder.DISTANCE
    ]
