"""Adding to a draft: the search box, what the catalogue lacks; the order after a drag."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.catalogue.actions.proposal import propose_venue as propose_venue_action
from passeurs.catalogue.actions.proposal import propose_work as propose_work_action
from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.finder import find_things
from passeurs.core.htmx import render_page
from passeurs.selections import actions, rules
from passeurs.selections.forms import (
    ComposeForm,
    OrderForm,
    ProposeVenueForm,
    ProposeWorkForm,
    ThingForm,
)
from passeurs.selections.models import Selection, SelectionItem, Tag
from passeurs.selections.queries.merge import texts_of
from passeurs.selections.views.selection import mine


@require_POST
@login_required
def order_items(request: HttpRequest, pk: int) -> HttpResponse:
    """The order of the items after a drag."""
    selection = mine(request, pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    actions.order_items(selection=selection, by=request.user, item_ids=form.ids())
    return HttpResponse(status=204)


THINGS = {
    "venue": Venue.objects.visible(),
    "offer": Offer.objects.visible().select_related("venue"),
    "work": Work.objects.filter(is_visible=True),
}


def thing_value(thing: object) -> str:
    """What a button sends to name a thing: `venue:12`."""
    return f"{type(thing).__name__.lower()}:{thing.pk}"  # type: ignore[attr-defined]


def draft_of(request: HttpRequest, pk: int) -> Selection:
    """A draft that I may write now; refused when it is not the moment."""
    selection = mine(request, pk)
    rules.can_edit_selection(request.user, selection).or_refuse()
    return selection


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Search the catalogue (a name, an ISBN, a pass Culture link) and add what is found."""
    selection = draft_of(request, pk)
    if request.method == "POST":
        form = ThingForm(request.POST)
        if not form.is_valid():
            raise Http404
        kind, number = form.parts()
        thing = get_object_or_404(THINGS[kind], pk=number)
        item = actions.add_item(selection=selection, by=request.user, thing=thing)
        if "Passeurs-Composer" in request.headers:
            return _new_item(request, selection, item)
        messages.success(request, _("« %(thing)s » est dans ta sélection.") % {"thing": thing})
        return redirect(reverse("selections:compose", args=[pk]) + f"#element-{item.pk}")
    return render_page(request, "selections/add_item.html", _search(request, selection), partial="results")


def _search(request: HttpRequest, selection: Selection) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:200]
    city = selection.season_city.city
    finding = find_things(text, lat=city.lat, lon=city.lon) if text else None
    rows = [(thing_value(thing), thing) for thing in finding.things] if finding else []
    context = {"selection": selection, "query": text, "finding": finding, "rows": rows}
    if finding and (finding.ean or finding.pass_offer) and not rows:
        kind, value = ("ean13", finding.ean) if finding.ean else ("pass_culture_offer", finding.pass_offer)
        context["work_form"] = ProposeWorkForm(initial={"kind": kind, "value": value})
    return context


def _new_item(request: HttpRequest, selection: Selection, item: SelectionItem) -> HttpResponse:
    """The new line of the composer, for the page that stays open."""
    form = ComposeForm(items=[item], tags=Tag.objects.none(), calls=[], texts=texts_of(selection, [item]))
    item, reason, section = form.rows()[0]
    context = {"item": item, "bound": reason, "section": section, "form": form, "selection": selection}
    return render_page(request, "selections/_compose_item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose_work(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to the catalogue, then to the selection, a work it lacks."""
    selection = draft_of(request, pk)
    form = ProposeWorkForm(request.POST or None, initial={"title": request.GET.get("titre", "")[:300]})
    if request.method == "POST" and form.is_valid():
        work = propose_work_action(by=request.user, **form.cleaned_data)
        return _added(request, selection, work)
    context = {"selection": selection, "form": form, "is_work": True}
    return render_page(request, "selections/propose_thing.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose_venue(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to the catalogue, then to the selection, a place it lacks."""
    selection = draft_of(request, pk)
    city = selection.season_city.city
    initial = {"name": request.GET.get("titre", "")[:300], "commune": f"{city.name} ({city.insee[:2]})"}
    form = ProposeVenueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _added(request, selection, propose_venue_action(by=request.user, **form.cleaned_data))
    context = {"selection": selection, "form": form, "is_work": False}
    return render_page(request, "selections/propose_thing.html", context, status=422 if form.is_bound else 200)


def _added(request: HttpRequest, selection: Selection, thing: Venue | Work) -> HttpResponse:
    item = actions.add_item(selection=selection, by=request.user, thing=thing)
    messages.success(
        request, _("« %(thing)s » est dans ta sélection. L’équipe vérifie sa fiche et te répond.") % {"thing": thing}
    )
    return redirect(reverse("selections:compose", args=[selection.pk]) + f"#element-{item.pk}")
