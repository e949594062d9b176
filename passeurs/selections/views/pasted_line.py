"""Many lines at once: what each means, then what was ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.catalogue.queries.pasted_line import MAX_LINES, LineMatch, match_lines, read_lines
from passeurs.core.htmx import render_page
from passeurs.selections import actions, rules
from passeurs.selections.forms import PastedForm, PasteForm
from passeurs.selections.views.item import THINGS, draft_of, thing_value


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paste_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Many lines at once: what each means is shown before anything is added."""
    selection = draft_of(request, pk)
    room = rules.MAX_ITEMS - selection.items.count()
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lines = read_lines(form.cleaned_data["lines"])
        city = selection.season_city.city
        matches = match_lines(lines, lat=city.lat, lon=city.lon)
        context = {"selection": selection, "room": room, "ignored": max(len(lines) - MAX_LINES, 0)}
        return render_page(request, "selections/pasted_lines.html", context | _sorted(matches, room))
    context = {"selection": selection, "form": form, "room": room, "max_lines": MAX_LINES}
    return render_page(request, "selections/paste_lines.html", context, status=422 if form.is_bound else 200)


def _sorted(matches: list[LineMatch], room: int) -> dict[str, Any]:
    """The lines by what is to be done with them; the sure ones are ticked as far as there is room."""
    sure = [one for one in matches if one.is_sure]
    told = [(one, [(thing_value(thing), thing) for thing in one.things]) for one in matches]
    return {
        "line_count": len(matches),
        "sure": [(one, things[0], rank < room) for rank, (one, things) in enumerate(t for t in told if t[0].is_sure)],
        "doubtful": [(one, things) for one, things in told if things and not one.is_sure],
        "unknown": [one for one in matches if not one.things],
        "over_room": max(len(sure) - room, 0),
    }


@require_POST
@login_required
def add_pasted(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what was ticked, as far as there is room, and say what became of each."""
    selection = draft_of(request, pk)
    chosen = PastedForm(request.POST).chosen
    rows = {kind: THINGS[kind].in_bulk([number for one, number in chosen if one == kind]) for kind in THINGS}
    things = [rows[kind][number] for kind, number in chosen if number in rows[kind]]
    added = actions.add_items(selection=selection, by=request.user, things=things)
    count = len(added.added)
    messages.success(request, ngettext("%(n)s élément ajouté.", "%(n)s éléments ajoutés.", count) % {"n": count})
    if added.already:
        already = ngettext("%(n)s y était déjà.", "%(n)s y étaient déjà.", added.already)
        messages.info(request, already % {"n": added.already})
    if added.left_over:
        word = ngettext("%(n)s est resté de côté", "%(n)s sont restés de côté", added.left_over)
        limit = _("une sélection tient en %(max)s éléments.") % {"max": rules.MAX_ITEMS}
        messages.warning(request, f"{word % {'n': added.left_over}} : {limit}")
    return redirect("selections:compose", pk)
