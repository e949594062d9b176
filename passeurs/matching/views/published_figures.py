"""How groups were made: figures for anyone, the map of one city for the team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.matching import exports
from passeurs.matching.queries.published_figures import published_figures


@require_safe
@public_page
def matching_figures(request: HttpRequest) -> HttpResponse:
    """The figures of each published distribution."""
    return render_page(request, "matching/published_figures.html", {"figures": published_figures()})


@require_safe
@public_page
def matching_figures_csv(request: HttpRequest) -> HttpResponseBase:
    """The same figures, to compute with."""
    return exports.figures_csv(published_figures())
