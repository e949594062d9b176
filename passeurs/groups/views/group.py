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
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.sections import shown_sections
from passeurs.core.verdict import Refused
from passeurs.groups.actions import group as group_actions
from passeurs.groups.actions.meeting import plan_meeting
from passeurs.groups.forms.beat import ExcuseForm
from passeurs.groups.forms.group import DissolveForm
from passeurs.groups.forms.meeting import PlanForm
from passeurs.groups.models import Group
from passeurs.groups.queries.attendance import rolls_of
from passeurs.groups.queries.beat import beats_of, first_day, lived_months, shared_half_days, suggested_dates
from passeurs.groups.queries.group_request import place_of
from passeurs.groups.queries.minutes import meetings_with_minutes
from passeurs.groups.queries.next_step import NextStep, next_steps_of
from passeurs.groups.queries.rating import meetings_to_rate
from passeurs.groups.rules.group import can_dissolve_group, can_excuse_month, can_take_part, is_member
from passeurs.groups.sections import poll_context
from passeurs.groups.views.access import find_group
from passeurs.groups.views.workspace import workspace_context
from passeurs.partners.queries.help_request import SHOWN, help_requests_to
from passeurs.programme.queries import breaks_known_until, near_school_breaks

# What the page shows of other apps: name in its context -> place in the registry.
SECTIONS = {"top_sections": "group-top", "project_sections": "group-projects", "sections": "group"}


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
                plan_meeting(group=found, by=request.user, **words)
                messages.success(request, _("Date choisie : le groupe et le partenaire sont prévenus."))
                return redirect(found)
            except Refused as error:
                form.add_error("choice", error.verdict.reason)
        context = _context(found, request.user, at) | {"form": form}
        context |= poll_context(found, request.user) | workspace_context(found, request.user)
        context["next_steps"] = _next_steps(context, at) if context["can_take_part"] else []
        return render_page(request, "groups/group.html", context, status=422 if form.is_bound else 200)


def _next_steps(context: dict[str, Any], at: dt.datetime) -> list[NextStep]:
    meetings, poll = [one for one, _roll in context["meetings"]], context["poll"]
    return next_steps_of(
        meetings, poll=poll and poll.poll, help_requests=context["help_requests"], items=context["action_items"], at=at
    )


def _context(found: Group, person: Any, at: dt.datetime) -> dict[str, Any]:
    today = timezone.localtime(at).date()
    month = first_day(today)
    mine, asked = place_of(person, found)
    meetings = meetings_with_minutes(found)
    rolls = rolls_of(meetings, person)
    return {
        "group": found,
        "my_place": mine if not found.dissolved_at else None,
        "my_request": asked,
        "partnership": found.partnership,
        "beats": beats_of(found, lived_months(found, at), at),
        "month": month,
        "school_breaks": near_school_breaks(found.partnership.season_city.city.insee, today),
        "breaks_known_until": breaks_known_until(found.partnership.season_city.city.insee),
        "excuse_form": ExcuseForm(initial={"month": month}),
        "meetings": [(one, rolls[one.pk]) for one in meetings],
        "now": at,
        "help_requests": list(help_requests_to(found)[:SHOWN]),
        "to_rate": set(meetings_to_rate(person, at).filter(group=found).values_list("pk", flat=True)),
        "is_member": bool(is_member(person, found)),
        "can_take_part": can_take_part(person, found),
        "can_follow": can_excuse_month(person, found),
        **{name: shown_sections(page, group=found, person=person, at=at) for name, page in SECTIONS.items()},
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dissolve_group(request: HttpRequest, pk: int) -> HttpResponse:
    """The referent ends a group, with a word to its members."""
    found = find_group(request, pk)
    can_dissolve_group(request.user, found).or_refuse()
    form = DissolveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group_actions.dissolve_group(group=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Groupe dissous. Ses membres sont prévenus et peuvent rejoindre un autre groupe."))
        return redirect("groups:beat-board")
    context = {"group": found, "form": form}
    return render_page(request, "groups/dissolve_group.html", context, status=422 if form.is_bound else 200)
