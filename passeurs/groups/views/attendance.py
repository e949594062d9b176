"""Who comes to a meeting, who was there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.groups.actions import attendance as actions
from passeurs.groups.forms.attendance import AttendanceForm
from passeurs.groups.queries.attendance import members_then, rolls_of
from passeurs.groups.rules.attendance import can_note_attendance
from passeurs.groups.views.access import back_to_meeting, find_meeting


@require_POST
@login_required
def say_coming(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap: I cannot come; or I do after all."""
    meeting = find_meeting(request, pk)
    is_coming = request.POST.get("coming") == "yes"
    actions.say_coming(meeting=meeting, by=request.user, is_coming=is_coming)
    said = (
        _("C’est noté : tu viens.") if is_coming else _("C’est noté : le groupe est prévenu que tu ne peux pas venir.")
    )
    messages.success(request, said)
    return back_to_meeting(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was there, to say or to mend."""
    meeting = find_meeting(request, pk)
    with timezone.override(meeting.group.partnership.season_city.city.time_zone):
        can_note_attendance(request.user, meeting, clock.now()).or_refuse()
        members = members_then(meeting)
        absent = rolls_of([meeting])[meeting.pk].absent_memberships
        form = AttendanceForm(
            request.POST if request.method == "POST" else None,
            members=[(one.pk, one.mandate.person.public_name) for one in members],
            initial={"there": [one.pk for one in members if one.pk not in absent]},
        )
        if request.method == "POST" and form.is_valid():
            actions.note_attendance(meeting=meeting, by=request.user, there=form.cleaned_data["there"])
            messages.success(request, _("C’est noté."))
            return back_to_meeting(meeting)
        context = {"meeting": meeting, "group": meeting.group, "form": form}
        status = 422 if form.is_bound else 200
        return render_page(request, "groups/attendance.html", context, status=status)
