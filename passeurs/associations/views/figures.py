"""How groups were made: figures for anyone, the map of one city for the team."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from passeurs.associations import exports, rules
from passeurs.associations.choices import ProposalState
from passeurs.associations.models import MatchingProposal
from passeurs.associations.queries.figures import published_figures
from passeurs.associations.queries.matching import city_of_proposal
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page


@require_safe
@public_page
def matching_figures(request: HttpRequest) -> HttpResponse:
    """The figures of each published distribution."""
    return render_page(request, "associations/matching_figures.html", {"figures": published_figures()})


@require_safe
@public_page
def matching_figures_csv(request: HttpRequest) -> HttpResponseBase:
    """The same figures, to compute with."""
    return exports.figures_csv(published_figures())


@require_safe
@login_required
def proposal_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The groups of one city of a proposal, in a list and on a map."""
    rules.can_match(request.user).or_refuse()
    rows = MatchingProposal.objects.filter(state__in=[ProposalState.READY, ProposalState.PUBLISHED])
    found = get_object_or_404(rows.select_related("season"), pk=pk)
    shown = city_of_proposal(found, request.GET.get("ville", ""))
    if shown is None:
        raise Http404
    tiles = {"tiles_url": settings.MAP_TILES_URL, "tiles_attribution": settings.MAP_TILES_ATTRIBUTION}
    return render_page(request, "associations/proposal_map.html", {"proposal": found, "shown": shown} | tiles)
