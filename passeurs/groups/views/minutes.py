"""The minutes of a meeting said aloud: say them, hear them, take them out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups import exports
from passeurs.groups.actions import minutes as actions
from passeurs.groups.forms.minutes import MinutesForm
from passeurs.groups.models import SpokenMinutes
from passeurs.groups.rules.minutes import can_hear_minutes, can_record_minutes
from passeurs.groups.views.access import back_to_meeting, find_meeting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def record_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Record, or choose a sound; change the one that is kept, or its two lines."""
    meeting = find_meeting(request, pk)
    with timezone.override(meeting.group.partnership.season_city.city.time_zone):
        can_record_minutes(request.user, meeting, clock.now()).or_refuse()
        voice = meeting.spoken_minutes
        initial = {"words": voice.words if voice else ""}
        form = MinutesForm(request.POST or None, request.FILES or None, initial=initial, is_kept=voice is not None)
        if request.method == "POST" and form.is_valid():
            sound = form.cleaned_data["voice"]
            try:
                actions.record_minutes(meeting=meeting, by=request.user, words=form.cleaned_data["words"], **sound)
                messages.success(request, _("Le compte rendu est gardé : le groupe l’écoute ou le lit sur sa page."))
                return back_to_meeting(meeting)
            except Refused as error:
                form.add_error("voice", error.verdict.reason)
        context = {"meeting": meeting, "group": meeting.group, "voice": voice, "form": form}
        status = 422 if form.is_bound else 200
        return render_page(request, "groups/record_minutes.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def spoken_minutes_sound(request: HttpRequest, pk: int) -> HttpResponse:
    """The sound, for those who see the group; sent, it is taken out."""
    rows = SpokenMinutes.objects.select_related("meeting__group__partnership__season_city__city")
    voice = get_object_or_404(rows, meeting__pk=pk)
    can_hear_minutes(request.user, voice).or_refuse()
    if request.method == "POST":
        actions.remove_spoken_minutes(voice=voice, by=request.user)
        messages.success(request, _("La voix est enlevée, son fichier aussi."))
        return back_to_meeting(voice.meeting)
    return exports.minutes_sound(voice, request.headers.get("Range", ""))
