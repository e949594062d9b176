"""Calls: what anyone reads, and the team's pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.throttle import is_too_often
from passeurs.core.verdict import Refused
from passeurs.programme.models import Season
from passeurs.recruitment import rules
from passeurs.recruitment.actions import call as actions
from passeurs.recruitment.actions.call import ask_to_be_told
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.forms import AlertForm, CallForm, CloneForm
from passeurs.recruitment.models import Call
from passeurs.recruitment.queries import call as queries
from passeurs.recruitment.queries.draw import has_draw

ASKS_PER_HOUR = 10


@require_safe
@public_page
def call_list(request: HttpRequest) -> HttpResponse:
    """The calls: open, to come, past; when none is open, a way to be told."""
    at = clock.now()
    calls = queries.public_calls(at)
    rows = [(call, rules.can_apply(call, at)) for call in calls]
    context = {"rows": rows, "is_any_open": any(verdict for _call, verdict in rows)}
    return render_page(request, "recruitment/call_list.html", context)


@require_safe
@public_page
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: what, where, who, when, how the choice is made."""
    found = get_object_or_404(queries.public_call(slug))
    cities = list(found.season_cities.all())
    context = {
        "call": found,
        "verdict": rules.can_apply(found, clock.now()),
        "cities": cities,
        "place_count": sum(row.place_count for row in cities),
        "tracks": found.tracks.all(),
        "has_draw": has_draw(found),
    }
    return render_page(request, "recruitment/call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def be_told(request: HttpRequest) -> HttpResponse:
    """Leave an address, to be told once when a call opens."""
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "be_told", limit=ASKS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Trop d’essais depuis cette connexion. Recommence dans une heure."))
        else:
            if not form.cleaned_data["website"]:
                ask_to_be_told(email=form.cleaned_data["email"])
            messages.success(request, _("C’est noté : un seul message, à l’ouverture."))
            return redirect("recruitment:call-list")
    return render_page(request, "recruitment/be_told.html", {"form": form}, status=422 if form.is_bound else 200)


PAGE_SIZE = 30


@require_safe
@login_required
def team_call_list(request: HttpRequest) -> HttpResponse:
    """Every call, with how many were sent."""
    rules.can_follow_calls(request.user).or_refuse()
    page = Paginator(queries.team_calls(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "can_run": rules.can_run_calls(request.user), "seasons": Season.objects.all()[:6]}
    return render_page(request, "recruitment/team_call_list.html", context)


@require_safe
@login_required
def team_call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: where it stands, what can be done, its figures by city."""
    rules.can_follow_calls(request.user).or_refuse()
    found = get_object_or_404(Call.objects.select_related("season__programme", "charter", "questionnaire"), pk=pk)
    at = clock.now()
    can_run = rules.can_run_calls(request.user)
    moves = [
        (state, CallState(state).label, rules.can_move_call(request.user, found, state, at).reason)
        for state in (rules.NEXT_STATES[found.state] if can_run else ())
    ]
    cities = queries.city_counts(found, request.user)
    context = {
        "call": found,
        "can_run": can_run,
        "can_change": rules.can_change_call(request.user, found),
        "moves": moves,
        "state_labels": CallState.labels,
        "state_index": CallState.values.index(found.state),
        "cities": cities,
        "sent_count": sum(row.sent_count for row in cities),
        "place_count": sum(row.place_count for row in cities),
        "draft_count": queries.draft_count(found, request.user),
        "tracks": found.tracks.prefetch_related("criteria"),
    }
    return render_page(request, "recruitment/team_call.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def make_call(request: HttpRequest, season: int) -> HttpResponse:
    """A new call for a season."""
    rules.can_run_calls(request.user).or_refuse()
    found = get_object_or_404(Season.objects.select_related("programme"), pk=season)
    bounds = {"min_age": found.programme.min_age, "max_age": found.programme.max_age, "age_on": found.starts_on}
    return _edit(request, Call(season=found), bounds)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a call says."""
    found = get_object_or_404(Call.objects.select_related("season__programme"), pk=pk)
    rules.can_change_call(request.user, found).or_refuse()
    return _edit(request, found, {})


def _edit(request: HttpRequest, call: Call, initial: dict[str, object]) -> HttpResponse:
    form = CallForm(request.POST or None, instance=call, season=call.season, initial=initial)
    if request.method == "POST" and form.is_valid():
        cities = list(form.cleaned_data["season_cities"])
        try:
            saved = actions.save_call(call=call, by=request.user, season_cities=cities, **form.values())
        except Refused as refused:
            form.add_error("slug", refused.verdict.reason)
        else:
            messages.success(request, _("Appel enregistré."))
            return redirect(saved.team_url)
    status = 422 if form.is_bound else 200
    return render_page(request, "recruitment/change_call.html", {"form": form, "call": call}, status=status)


@require_POST
@login_required
def move_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close, decide, or step back."""
    found = get_object_or_404(Call, pk=pk)
    moved = actions.move_call(call=found, by=request.user, state=request.POST.get("state", ""))
    messages.success(request, _("L’appel est maintenant « %(state)s ».") % {"state": moved.get_state_display()})
    return redirect(moved.team_url)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def clone_call(request: HttpRequest, pk: int) -> HttpResponse:
    """The same call for another season."""
    rules.can_run_calls(request.user).or_refuse()
    found = get_object_or_404(Call, pk=pk)
    form = CloneForm(request.POST or None, initial={"season": found.season_id})
    if request.method == "POST" and form.is_valid():
        copy = actions.clone_call(call=found, season=form.cleaned_data["season"], by=request.user)
        messages.success(request, _("Appel cloné, en préparation : vérifiez ses dates et ses villes."))
        return redirect(copy.team_url)
    status = 422 if form.is_bound else 200
    return render_page(request, "recruitment/clone_call.html", {"form": form, "call": found}, status=status)
