"""The freshness guard's pages: what is over in my selection, with replacements; the team's list."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock
from passeurs.core.exports import csv_response
from passeurs.core.htmx import render_page
from passeurs.core.number import read_number
from passeurs.selections import actions, queries, rules
from passeurs.selections.forms import ThingForm
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.freshness import health_of, stale_selections
from passeurs.selections.queries.replacement import flagged_items
from passeurs.selections.views.item import THINGS

PAGE_SIZE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def freshness(request: HttpRequest, pk: int) -> HttpResponse:
    """What is over in my selection, and what could take its place; one click replaces."""
    mine = Selection.objects.written_by(request.user).select_related("season_city__city")
    found = get_object_or_404(mine, pk=pk)
    if request.method == "POST":
        return _replace(request, found)
    flagged = flagged_items(found, queries.selection_items(found), clock.now())
    context = {
        "selection": found,
        "flagged": flagged,
        "over_count": sum(not one.health.is_alive for one in flagged),
        "is_online": found.state == "published",
        "can_replace": found.state in (*rules.EDITABLE, "published"),
    }
    return render_page(request, "selections/freshness.html", context)


def _replace(request: HttpRequest, selection: Selection) -> HttpResponse:
    form = ThingForm(request.POST)
    number = read_number(request.POST.get("item"))
    if not form.is_valid() or number is None:
        raise Http404
    kind, thing_pk = form.parts()
    thing = get_object_or_404(THINGS[kind], pk=thing_pk)
    get_object_or_404(SelectionItem, selection=selection, pk=number)
    was_online = selection.state == "published"
    item = actions.replace_item(selection=selection, by=request.user, item_id=number, thing=thing)
    message = _("« %(thing)s » prend la place. Dis pourquoi tu le recommandes.") % {"thing": thing}
    if was_online:
        message += " " + _("Voici ta nouvelle version. Celle en ligne ne bouge pas tant qu’on ne l’a pas relue.")
    messages.success(request, message)
    return redirect(reverse("selections:compose", args=[item.selection_id]) + f"#element-{item.pk}")


@require_safe
@login_required
def stale_list(request: HttpRequest) -> HttpResponse:
    """The published selections that hold something over, the worst first, for who follows their cities."""
    rules.can_see_stale(request.user).or_refuse()
    page = Paginator(stale_selections(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    at = clock.now()
    rows = [(row, [(item, health_of(item, at)) for item in row.items.all()]) for row in page.object_list]
    return render_page(request, "selections/stale_list.html", {"page": page, "rows": rows})


@require_safe
@login_required
def stale_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list, an item a line."""
    rules.can_see_stale(request.user).or_refuse()
    at = clock.now()
    header = ["selection", "adresse", "ville", "sous_la_moitie", "position", "element", "etat", "pourquoi"]
    rows = (
        [row.title, row.get_absolute_url(), row.season_city.city.name, "oui" if row.is_stale else "non",
         item.position, item.thing, health.label, health.reason]
        for row in stale_selections(request.user)
        for item in row.items.all()
        if not (health := health_of(item, at)).is_alive
    )  # fmt: skip
    return csv_response("selections-a-rafraichir", header, rows)
