"""The months of every group, for those who follow them; a month is excused."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.groups import exports
from passeurs.groups.actions import beat as actions
from passeurs.groups.choices import Beat
from passeurs.groups.forms.beat import ExcuseForm
from passeurs.groups.queries.beat_board import board as read_board
from passeurs.groups.queries.beat_board import members_of
from passeurs.groups.rules.group import can_excuse_month
from passeurs.groups.views.access import find_group
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.programme.queries import current_season, followed_cities

PAGE_SIZE = 50


@require_POST
@login_required
def excuse_month(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent excuses a month."""
    found = find_group(request, pk)
    can_excuse_month(request.user, found).or_refuse()
    form = ExcuseForm(request.POST)
    if form.is_valid():
        actions.excuse_month(group=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Mois excusé."))
    else:
        messages.error(request, _("Indiquez pourquoi ce mois est excusé."))
    return redirect(found)


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponseBase:
    """Every group month by month, by city and by where the present month stands; a CSV of the same."""
    can_see_partnerships(request.user).or_refuse()
    season = current_season()
    if season is None:
        return render_page(request, "groups/beat_board.html", {"season": None})
    city, beat = request.GET.get("ville", ""), request.GET.get("mois", "")
    found = read_board(request.user, season, clock.now(), city=city, beat=beat if beat in Beat.values else "")
    if request.GET.get("format") == "csv":
        return exports.board_csv(found)
    page = Paginator(found.lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "season": season,
        "board": found,
        "page": page,
        "lines": members_of(page),
        "cities": followed_cities(request.user).filter(season_cities__season=season).order_by("name"),
        "city": city,
        "beat": beat,
        "beats": Beat.choices,
    }
    return render_page(request, "groups/beat_board.html", context)
