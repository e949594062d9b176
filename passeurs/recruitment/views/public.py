"""Pages anyone reads: the calls, one call, being told, finding one's link again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.throttle import is_too_often
from passeurs.recruitment import rules
from passeurs.recruitment.actions.applying import send_links
from passeurs.recruitment.actions.calls import ask_to_be_told
from passeurs.recruitment.forms import AlertForm, FindForm
from passeurs.recruitment.queries import calls as queries

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


@require_http_methods(["GET", "HEAD", "POST"])
def find_application(request: HttpRequest) -> HttpResponse:
    """Get one's link again by mail; the page never tells who has a file."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, "find_application", limit=ASKS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Trop d’essais depuis cette connexion. Recommence dans une heure."))
        else:
            if not form.cleaned_data["website"]:
                send_links(email=form.cleaned_data["email"])
            messages.success(request, _("Si une candidature existe avec cette adresse, son lien vient de partir."))
            return redirect("recruitment:find-application")
    return render_page(
        request, "recruitment/find_application.html", {"form": form}, status=422 if form.is_bound else 200
    )
