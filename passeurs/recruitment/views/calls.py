"""The team's pages of calls."""

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
from passeurs.core.verdict import Refused
from passeurs.programme.models import Season
from passeurs.recruitment import rules
from passeurs.recruitment.actions import applying
from passeurs.recruitment.actions import calls as actions
from passeurs.recruitment.choices import CallState
from passeurs.recruitment.forms import CallForm, CloneForm, TrackForm
from passeurs.recruitment.models import Call, Track
from passeurs.recruitment.queries import calls as queries

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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_track(request: HttpRequest, pk: int) -> HttpResponse:
    """A new track with its criteria."""
    call = get_object_or_404(Call, pk=pk)
    return _edit_track(request, Track(call=call))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_track(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a track and its criteria."""
    return _edit_track(request, get_object_or_404(Track.objects.select_related("call"), pk=pk))


def _edit_track(request: HttpRequest, track: Track) -> HttpResponse:
    rules.can_change_call(request.user, track.call).or_refuse()
    form = TrackForm(request.POST or None, instance=track)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("name", "presentation")}
        try:
            actions.save_track(track=track, by=request.user, criteria=form.criteria(), **words)
        except Refused as refused:
            form.add_error("name", refused.verdict.reason)
        else:
            messages.success(request, _("Parcours enregistré."))
            return redirect(track.call.team_url)
    status = 422 if form.is_bound else 200
    return render_page(request, "recruitment/change_track.html", {"form": form, "track": track}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_track(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a track out of a call in preparation, after a page that asks."""
    track = get_object_or_404(Track.objects.select_related("call"), pk=pk)
    rules.can_change_call(request.user, track.call).or_refuse()
    if request.method == "POST":
        actions.delete_track(track=track, by=request.user)
        messages.success(request, _("Parcours enlevé."))
        return redirect(track.call.team_url)
    return render_page(request, "recruitment/delete_track.html", {"track": track})


@require_POST
@login_required
def start_test_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the form as a candidate; the trial is kept apart."""
    found = get_object_or_404(Call, pk=pk)
    token = applying.start_test_application(call=found, by=request.user)
    messages.success(request, _("Ceci est un essai : il n’est compté nulle part."))
    return redirect("recruitment:save-identity", token)
