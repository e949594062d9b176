"""A group's page: who, where, the months, the next date, what was done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations import exports, rules
from passeurs.associations.actions import meetings as actions
from passeurs.associations.actions.attendance import note_attendance
from passeurs.associations.forms import AttendanceForm, DissolveForm, ExcuseForm, PlanForm, SummaryForm
from passeurs.associations.models import Group
from passeurs.associations.queries.attendance import members_then, rolls_of
from passeurs.associations.queries.beats import beats_of, first_day, lived_months, shared_half_days, suggested_dates
from passeurs.associations.queries.nexts import Next, nexts_of
from passeurs.associations.queries.other_group import place_of
from passeurs.associations.queries.terms import near_terms
from passeurs.associations.queries.voices import told_meetings
from passeurs.associations.views.keys import find_group, find_meeting
from passeurs.associations.views.life import life_context
from passeurs.associations.views.polls import poll_context
from passeurs.associations.views.workshop import group_side
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a group, in its city's own time; sent, it sets a date."""
    found = find_group(request, pk)
    with timezone.override(found.partnership.season_city.city.time_zone):
        at = clock.now()
        form = PlanForm(request.POST or None, suggested=suggested_dates(shared_half_days(found), at))
        if request.method == "POST" and form.is_valid():
            words = {name: form.cleaned_data[name] for name in ("starts_at", "place", "agenda")}
            try:
                actions.plan_meeting(group=found, by=request.user, **words)
                messages.success(request, _("Date choisie : le groupe et le partenaire sont prévenus."))
                return redirect(found)
            except Refused as error:
                form.add_error("choice", error.verdict.reason)
        context = _context(found, request.user, at) | {"form": form}
        context |= poll_context(found, request.user) | life_context(found, request.user)
        context["nexts"] = _nexts(context, at) if context["can_take_part"] else []
        return render_page(request, "associations/group.html", context, status=422 if form.is_bound else 200)


def _nexts(context: dict[str, Any], at: dt.datetime) -> list[Next]:
    meetings, poll = [one for one, _roll in context["meetings"]], context["poll"]
    return nexts_of(meetings, poll=poll and poll.poll, asks=context["asks"], actions=context["actions"], at=at)


def _context(found: Group, person: Any, at: dt.datetime) -> dict[str, Any]:
    today = timezone.localtime(at).date()
    month = first_day(today)
    mine, asked = place_of(person, found)
    meetings = told_meetings(found)
    rolls = rolls_of(meetings, person)
    return {
        "group": found,
        "my_place": mine if not found.dissolved_at else None,
        "my_request": asked,
        "partnership": found.partnership,
        "beats": beats_of(found, lived_months(found, at), at),
        "month": month,
        "terms": near_terms(found.partnership.season_city.city.insee, today),
        "excuse_form": ExcuseForm(initial={"month": month}),
        "meetings": [(one, rolls[one.pk]) for one in meetings],
        "now": at,
        "asks": list(found.help_asks.all()[:20]),
        "is_member": bool(rules.is_member(person, found)),
        "can_take_part": rules.can_take_part(person, found),
        "can_follow": rules.can_excuse_month(person, found),
        **group_side(person, found, at),
    }


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


@require_POST
@login_required
def excuse_month(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent excuses a month."""
    found = find_group(request, pk)
    rules.can_excuse_month(request.user, found).or_refuse()
    form = ExcuseForm(request.POST)
    if form.is_valid():
        actions.excuse_month(group=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Mois excusé."))
    else:
        messages.error(request, _("Indiquez pourquoi ce mois est excusé."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dissolve_group(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent ends a group, with a word to its members."""
    found = find_group(request, pk)
    rules.can_dissolve_group(request.user, found).or_refuse()
    form = DissolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.dissolve_group(group=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Groupe dissous. Ses membres sont prévenus et peuvent rejoindre un autre groupe."))
        return redirect("associations:board")
    context = {"group": found, "form": form}
    return render_page(request, "associations/dissolve_group.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def group_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of a group for one's calendar."""
    found = find_group(request, pk)
    return exports.meetings_calendar(found.meetings.select_related("group__partnership__season_city__city"))
