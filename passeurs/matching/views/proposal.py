"""How groups were made: figures for anyone, the map of one city for the team."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.matching.actions import proposal as proposal_actions
from passeurs.matching.choices import ProposalState
from passeurs.matching.models import MatchingProposal
from passeurs.matching.queries.proposal import city_of_proposal, names_of, proposed_groups, reasons_in_names
from passeurs.matching.queries.published_figures import stage_figures
from passeurs.matching.queries.variant import asked_in_words, changes_now
from passeurs.matching.rules.proposal import can_match, can_publish_proposal
from passeurs.programme.queries import current_season


@require_safe
@login_required
def proposal_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The groups of one city of a proposal, in a list and on a map."""
    can_match(request.user).or_refuse()
    rows = MatchingProposal.objects.filter(state__in=[ProposalState.READY, ProposalState.PUBLISHED])
    found = get_object_or_404(rows.select_related("season"), pk=pk)
    shown = city_of_proposal(found, request.GET.get("ville", ""))
    if shown is None:
        raise Http404
    tiles = {"tiles_url": settings.MAP_TILES_URL, "tiles_attribution": settings.MAP_TILES_ATTRIBUTION}
    return render_page(request, "matching/proposal_map.html", {"proposal": found, "shown": shown} | tiles)


PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Every proposal of the season; sent, it starts a new one."""
    can_match(request.user).or_refuse()
    season = current_season()
    if request.method == "POST" and season:
        try:
            made = proposal_actions.make_proposal(season=season, by=request.user)
            messages.success(request, _("Le calcul est lancé : il prend moins d’une minute."))
            return redirect(made)
        except Refused as error:
            messages.error(request, error.verdict.reason)
            return redirect("matching:proposal-list")
    proposals = season.matching_proposals.defer("problem").select_related("made_by") if season else []
    return render_page(
        request, "matching/proposal_list.html", {"season": season, "proposals": proposals, "may_match": True}
    )


@require_safe
@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: its quality, its groups by city, who has none and why."""
    can_match(request.user).or_refuse()
    found = get_object_or_404(MatchingProposal.objects.select_related("season", "made_by"), pk=pk)
    context = {"proposal": found, "verdict": can_publish_proposal(request.user, found)}
    if found.state in (ProposalState.READY, ProposalState.PUBLISHED):
        reasons = reasons_in_names(found.result["unplaced"], found.season_id)
        names = names_of(reasons)
        context |= {
            "groups": Paginator(proposed_groups(found), PAGE_SIZE).get_page(request.GET.get("page")),
            "unplaced": [(names.get(pk, ""), why) for pk, why in reasons.items()],
            "quality": found.result["quality"],
            "asked": asked_in_words(found),
            "stages": stage_figures(found.result),
            "changes": changes_now(found) if found.state == ProposalState.READY else [],
        }
    return render_page(request, "matching/proposal.html", context)


@require_POST
@login_required
def publish_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the groups of a proposal."""
    can_match(request.user).or_refuse()
    found = get_object_or_404(MatchingProposal, pk=pk)
    proposal_actions.publish_proposal(proposal=found, by=request.user)
    messages.success(request, _("Les groupes sont publiés : chaque personne est prévenue du sien."))
    return redirect("groups:beat-board")
