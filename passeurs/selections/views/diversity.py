"""What a draft leaves out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from passeurs.core.htmx import render_page
from passeurs.selections.queries.diversity import gaps_of
from passeurs.selections.queries.item import selection_items
from passeurs.selections.views.item import draft_of


@require_safe
@login_required
def widen(request: HttpRequest, pk: int) -> HttpResponse:
    """What the draft leaves out, and real things that would widen it. Never in the way."""
    selection = draft_of(request, pk)
    items = selection_items(selection)
    context = {"selection": selection, "portrait": gaps_of(selection, items)}
    return render_page(request, "selections/widen.html", context, partial="panel")
