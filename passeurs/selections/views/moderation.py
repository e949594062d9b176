"""Pages of moderation: the rules, the public figures, the log, the team's list."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.programme.queries import current_season, followed_cities
from passeurs.selections import exports, rules
from passeurs.selections.choices import Ground
from passeurs.selections.forms import (
    LogFilterForm,
    TeamFilterForm,
)
from passeurs.selections.queries import moderation as moderation_queries
from passeurs.selections.queries import selection as selection_queries

PAGE_SIZE = 40


@require_safe
@public_page
def moderation_rules(request: HttpRequest) -> HttpResponse:
    """What is published, what is refused, who reads, how long it takes, how to appeal."""
    season = current_season()
    context = {
        "answer_days": season.programme.answer_days if season else 7,
        "min_items": rules.MIN_ITEMS,
        "max_items": rules.MAX_ITEMS,
        "grounds": Ground.choices,
    }
    return render_page(request, "selections/moderation_rules.html", context)


@require_safe
@public_page
def moderation(request: HttpRequest) -> HttpResponse:
    """The public log: counts and grounds, no name."""
    season = current_season()
    figures = moderation_queries.moderation_figures(season_id=season.pk if season else None)
    return render_page(request, "selections/moderation.html", {"figures": figures, "season": season})


@require_safe
@login_required
def moderation_log(request: HttpRequest) -> HttpResponseBase:
    """Every decision with its person and its reason, for the team; as CSV too."""
    rules.can_moderate(request.user).or_refuse()
    form = LogFilterForm(request.GET or None, cities=followed_cities(request.user))
    rows = moderation_queries.moderation_log(request.user, form.cleaned_data if form.is_valid() else {})
    if request.GET.get("format") == "csv":
        return exports.moderation_csv(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/moderation_log.html", {"page": page, "form": form})


@require_safe
@login_required
def team_selection_list(request: HttpRequest) -> HttpResponseBase:
    """The selections of the cities one follows, whatever their state but drafts; as CSV too."""
    rules.can_moderate(request.user).or_refuse()
    form = TeamFilterForm(request.GET or None, cities=followed_cities(request.user))
    rows = selection_queries.team_selections(request.user, form.cleaned_data if form.is_valid() else {})
    if request.GET.get("format") == "csv":
        return exports.selections_csv(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/team_selection_list.html", {"page": page, "form": form})
