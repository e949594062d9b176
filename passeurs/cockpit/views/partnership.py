"""The team's list of partners."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from passeurs.cockpit import exports
from passeurs.cockpit.choices import PartnerWait
from passeurs.cockpit.queries.coverage import partners_that_wait
from passeurs.cockpit.queries.partnership import partnership_rows
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.partners.choices import PartnershipState
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.programme.queries import current_season, followed_cities

PAGE_SIZE = 50


@require_safe
@login_required
def partnership_list(request: HttpRequest) -> HttpResponseBase:
    """The partners of the followed cities, by state, by city, by what they wait for; a CSV of the same."""
    can_see_partnerships(request.user).or_refuse()
    rows = partnership_rows(request.user)
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
        "states": PartnershipState.choices,
    }
    return render_page(request, "cockpit/partnership_list.html", context)
