"""The team's pages: the months of every group, the partners, the making of groups."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations import exports, rules
from passeurs.associations.actions import matching
from passeurs.associations.actions.partnerships import decide_partnership
from passeurs.associations.choices import Beat, PartnershipState, PartnerWait, ProposalState
from passeurs.associations.forms import DecisionForm
from passeurs.associations.models import MatchingProposal
from passeurs.associations.queries.coverage import partners_that_wait
from passeurs.associations.queries.figures import stage_figures
from passeurs.associations.queries.groups import board as read_board
from passeurs.associations.queries.groups import current_season
from passeurs.associations.queries.matching import names_of, proposed_groups, reasons_in_names
from passeurs.associations.queries.partner_wishes import said_by
from passeurs.associations.queries.partnerships import seen_partnerships
from passeurs.associations.queries.space import acceptance_of, convention_of, facts_of
from passeurs.associations.queries.whatif import asked_in_words, changes_now
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.programme.queries import followed_cities

PAGE_SIZE = 50


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponseBase:
    """Every group month by month, by city and by where the present month stands; a CSV of the same."""
    rules.can_see_partnerships(request.user).or_refuse()
    season = current_season()
    if season is None:
        return render_page(
            request, "associations/board.html", {"season": None, "may_match": rules.can_match(request.user)}
        )
    city, beat = request.GET.get("ville", ""), request.GET.get("mois", "")
    found = read_board(request.user, season, clock.now(), city=city, beat=beat if beat in Beat.values else "")
    if request.GET.get("format") == "csv":
        return exports.board_csv(found)
    context = {
        "season": season,
        "board": found,
        "page": Paginator(found.lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "cities": followed_cities(request.user).filter(season_cities__season=season).order_by("name"),
        "city": city,
        "beat": beat,
        "may_match": rules.can_match(request.user),
        "beats": Beat.choices,
    }
    return render_page(request, "associations/board.html", context)


@require_safe
@login_required
def partnership_list(request: HttpRequest) -> HttpResponseBase:
    """The partners of the followed cities, by state, by city, by what they wait for; a CSV of the same."""
    rules.can_see_partnerships(request.user).or_refuse()
    rows = seen_partnerships(request.user)
    state, city, wait = (request.GET.get(name, "") for name in ("etat", "ville", "attente"))
    if state in PartnershipState.values:
        rows = rows.filter(state=state)
    if city:
        rows = rows.filter(season_city__city__slug=city)
    if wait in PartnerWait.values:
        rows = partners_that_wait(rows.filter(season_city__season=current_season()), wait, clock.now())
    if request.GET.get("format") == "csv":
        return exports.partners_csv(rows)
    context = {
        "city": city,
        "cities": followed_cities(request.user).filter(season_cities__partnerships__isnull=False).distinct(),
        "wait": wait,
        "waits": PartnerWait.choices,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "state": state,
        "may_match": rules.can_match(request.user),
        "states": PartnershipState.choices,
    }
    return render_page(request, "associations/partnership_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One partner, and the answer to its proposal."""
    rules.can_see_partnerships(request.user).or_refuse()
    found = seen_partnerships(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    verdict = rules.can_decide_partnership(request.user, found)
    if request.method == "POST" and form.is_valid():
        is_accepted = form.cleaned_data["answer"] == "yes"
        decide_partnership(
            partnership=found, by=request.user, is_accepted=is_accepted, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("Réponse envoyée au partenaire."))
        return redirect(found)
    preferred, refused = said_by(found)
    context = {
        "partnership": found,
        "form": form,
        "verdict": verdict,
        "contacts": found.contacts.all(),
        "can_run": rules.can_run_partnership(request.user, found),
        "acceptance": acceptance_of(found, convention_of(found)),
        "facts": facts_of(found),
        "preferred": preferred,
        "refused": refused,
    }
    return render_page(request, "associations/partnership.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Every proposal of the season; sent, it starts a new one."""
    rules.can_match(request.user).or_refuse()
    season = current_season()
    if request.method == "POST" and season:
        try:
            made = matching.make_proposal(season=season, by=request.user)
            messages.success(request, _("Le calcul est lancé : il prend moins d’une minute."))
            return redirect(made)
        except Refused as error:
            messages.error(request, error.verdict.reason)
            return redirect("associations:proposal-list")
    proposals = season.matching_proposals.defer("problem").select_related("made_by") if season else []
    return render_page(
        request, "associations/proposal_list.html", {"season": season, "proposals": proposals, "may_match": True}
    )


@require_safe
@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: its quality, its groups by city, who has none and why."""
    rules.can_match(request.user).or_refuse()
    found = get_object_or_404(MatchingProposal.objects.select_related("season", "made_by"), pk=pk)
    context = {"proposal": found, "verdict": rules.can_publish_proposal(request.user, found)}
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
    return render_page(request, "associations/proposal.html", context)


@require_POST
@login_required
def publish_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the groups of a proposal."""
    rules.can_match(request.user).or_refuse()
    found = get_object_or_404(MatchingProposal, pk=pk)
    matching.publish_proposal(proposal=found, by=request.user)
    messages.success(request, _("Les groupes sont publiés : chaque personne est prévenue du sien."))
    return redirect("associations:board")
