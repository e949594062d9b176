"""The team's pages of a call's tracks."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.recruitment import rules
from passeurs.recruitment.actions import track as actions
from passeurs.recruitment.forms import TrackForm
from passeurs.recruitment.models import Call, Track


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
