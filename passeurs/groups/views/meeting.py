"""A group's page: who, where, the months, the next date, what was done."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.agenda.exports import calendar_file
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups.actions import meeting as actions
from passeurs.groups.actions.attendance import note_attendance
from passeurs.groups.actions.meeting import move_meeting as move
from passeurs.groups.forms.attendance import AttendanceForm
from passeurs.groups.forms.meeting import SummaryForm
from passeurs.groups.forms.poll import MoveForm
from passeurs.groups.queries.attendance import members_then
from passeurs.groups.queries.meeting import calendar_entry
from passeurs.groups.rules.meeting import can_move_meeting
from passeurs.groups.views.access import find_group, find_meeting


@require_POST
@login_required
def confirm_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A member: it took place, and what came of it."""
    meeting = find_meeting(request, pk)
    form = SummaryForm(request.POST)
    members = [(one.pk, "") for one in members_then(meeting)] if "roll" in request.POST else []
    roll = AttendanceForm(request.POST, members=members)
    if form.is_valid():
        actions.confirm_as_member(meeting=meeting, by=request.user, **form.cleaned_data)
        if members and roll.is_valid():
            note_attendance(meeting=meeting, by=request.user, there=roll.cleaned_data["there"])
        messages.success(request, _("C’est noté. Le mois est tenu dès que le partenaire confirme aussi."))
    else:
        messages.error(request, _("C’est trop long : deux lignes suffisent."))
    return redirect(meeting.group)


@require_POST
@login_required
def cancel_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a meeting off."""
    meeting = find_meeting(request, pk)
    actions.cancel_meeting(meeting=meeting, by=request.user)
    messages.success(request, _("Rencontre annulée : tout le monde est prévenu. Choisissez une autre date."))
    return redirect(meeting.group)


@require_safe
@login_required
def group_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of a group for one's calendar."""
    found = find_group(request, pk)
    meetings = found.meetings.select_related("group__partnership__season_city__city")
    return calendar_file([calendar_entry(meeting) for meeting in meetings], "rencontres")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def move_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a meeting to another moment, once."""
    meeting = find_meeting(request, pk)
    with timezone.override(meeting.group.partnership.season_city.city.time_zone):
        initial = {"starts_at": timezone.localtime(meeting.starts_at), "place": meeting.place}
        form = MoveForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                move(meeting=meeting, by=request.user, **form.cleaned_data)
                messages.success(request, _("Rencontre déplacée : tout le monde est prévenu, les agendas aussi."))
                return redirect(meeting.group)
            except Refused as error:
                form.add_error("starts_at", error.verdict.reason)
        verdict = can_move_meeting(request.user, meeting, meeting.starts_at, clock.now())
        context = {"meeting": meeting, "group": meeting.group, "form": form, "verdict": verdict}
        return render_page(request, "groups/move_meeting.html", context, status=422 if form.is_bound else 200)
