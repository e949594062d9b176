"""Discover: what is near, filtered; the communes that complete what is typed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from passeurs.catalogue.forms import DiscoverForm
from passeurs.catalogue.queries.discover import discover as look_around
from passeurs.catalogue.queries.place import place_of
from passeurs.core import clock
from passeurs.core.geo.commune import suggest_communes
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.programme.models import City


@require_safe
@public_page
def discover(request: HttpRequest) -> HttpResponse:
    """Venues or events near a place, nearest first; the filters live in the URL."""
    form = DiscoverForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "answer": None,
        "cities": [],
        "kinds": request.GET.getlist("type")[:20],
        "tiles_url": settings.MAP_TILES_URL,
        "tiles_attribution": settings.MAP_TILES_ATTRIBUTION,
    }
    if not form.is_valid():
        return render_page(request, "catalogue/discover.html", context, partial="results", status=422)
    today = clock.today()
    search = form.search(request.GET.getlist("type"), today)
    context["answer"] = answer = look_around(search, request.GET, today=today)
    if answer.place is None and not answer.found.choices:
        context["cities"] = list(City.objects.all()[:40])
    return render_page(request, "catalogue/discover.html", context, partial="results")


@require_safe
@public_page
def commune_list(request: HttpRequest) -> HttpResponse:
    """The options of the commune field that begin with what is typed."""
    text = request.GET.get("ou", "")[:80]
    places = [place_of(commune) for commune in suggest_communes(text)] if len(text.strip()) > 1 else []
    response = render_page(request, "catalogue/commune_list.html", {"places": places})
    response["Cache-Control"] = "public, max-age=86400"
    return response
