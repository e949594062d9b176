"""Pages of calls, public and for the team."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.people.queries import is_team
from passeurs.programme.queries import current_season, followed_cities
from passeurs.selections import actions, exports, rules
from passeurs.selections.forms import (
    CallForm,
    ChangeCallForm,
)
from passeurs.selections.models import Call
from passeurs.selections.queries import call as line

PAGE_SIZE = 40


@require_safe
@public_page
def call_list(request: HttpRequest) -> HttpResponse:
    """Every call, open ones first."""
    page = Paginator(line.public_calls(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/call_list.html", {"page": page, "today": clock.today()})


@require_safe
@public_page
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """A call and the published selections that answer it."""
    found = get_object_or_404(line.public_calls(), slug=slug)
    page = Paginator(line.answers_to(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"call": found, "page": page, "is_open": found.is_open(clock.today())}
    return render_page(request, "selections/call.html", context)


@require_safe
@login_required
def team_call_list(request: HttpRequest) -> HttpResponseBase:
    """The calls with what they brought; as CSV too."""
    rules.can_moderate(request.user).or_refuse()
    rows = line.team_calls(request.user)
    if request.GET.get("format") == "csv":
        return exports.calls_csv(rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/team_call_list.html", {"page": page, "today": clock.today()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_call(request: HttpRequest) -> HttpResponse:
    """Open a call."""
    rules.can_moderate(request.user).or_refuse()
    season = current_season()
    if season is None:
        raise Http404
    cities = followed_cities(request.user)
    form = CallForm(request.POST or None, cities=cities, may_all=is_team(request.user))
    if request.method == "POST" and form.is_valid():
        opened = actions.open_call(by=request.user, season=season, **form.cleaned_data)
        messages.success(
            request, _("Appel ouvert : les ambassadeurs et ambassadrices le voient dans « On te demande ».")
        )
        return redirect(opened.get_absolute_url())
    context = {"form": form, "call": None}
    return render_page(request, "selections/edit_call.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words or the day of a call."""
    found = get_object_or_404(Call.objects.select_related("city", "theme"), pk=pk)
    rules.can_change_call(request.user, found).or_refuse()
    initial = {"title": found.title, "text": found.text, "theme": found.theme, "closes_on": found.closes_on}
    form = ChangeCallForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_call(call=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Appel modifié."))
        return redirect(found.get_absolute_url())
    context = {"form": form, "call": found}
    return render_page(request, "selections/edit_call.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def close_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a call before its day."""
    found = get_object_or_404(Call.objects.select_related("city"), pk=pk)
    actions.close_call(call=found, by=request.user)
    messages.success(request, _("Appel clos. Sa page reste, avec les sélections reçues."))
    return redirect("selections:team-call-list")
