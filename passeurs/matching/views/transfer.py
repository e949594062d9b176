"""Care: one tap after a meeting, each side apart; the referent's board, notes, moves; whoever is not seen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.core.templatetags.words import distance
from passeurs.core.verdict import Refused
from passeurs.groups.actions import group_request as request_actions
from passeurs.groups.models import Group, GroupRequest, Membership
from passeurs.groups.queries.group_request import seen_requests
from passeurs.groups.rules.care import can_care
from passeurs.groups.rules.group import can_dissolve_group
from passeurs.groups.rules.group_request import can_answer_request
from passeurs.matching.actions import transfer
from passeurs.matching.forms.transfer import ChangeGroupForm, RequestAnswerForm
from passeurs.matching.queries.transfer import Destination, with_members
from passeurs.matching.rules.transfer import destinations_for, mergeable


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def move_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a member may go, with the least disturbance."""
    group = get_object_or_404(with_members(Group.objects.all()), memberships__pk=pk, memberships__left_at=None)
    can_care(request.user, group).or_refuse()
    membership = next(one for one in group.memberships.all() if one.pk == pk)
    membership.group = group
    places = destinations_for(membership, request.user)
    choices = [(one.group, place_label(one)) for one in places]
    form = ChangeGroupForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        try:
            transfer.move_member(membership=membership, to=to, by=request.user, reason=reason)
            messages.success(request, _("C’est fait : les deux groupes et les partenaires sont prévenus."))
            return redirect("groups:group-care", to.pk)
        except Refused as error:
            form.add_error("group", error.verdict.reason)
    context = {"group": group, "membership": membership, "form": form, "has_places": bool(places)}
    return render_page(request, "matching/move_member.html", context, status=422 if form.is_bound else 200)


def place_label(one: Destination) -> str:
    """A group where somebody may go, in one line."""
    words = {
        "partner": one.group.partnership.name,
        "half": one.group.get_half_day_display(),
        "names": ", ".join(one.names),
        "km": distance(one.km),
    }
    wish = _(" · son vœu n° %(rank)s") % {"rank": one.rank} if one.rank else ""
    return _("%(partner)s, %(half)s, à %(km)s, avec %(names)s") % words + wish


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Which group this one may join."""
    group = get_object_or_404(with_members(Group.objects.all()), pk=pk)
    can_dissolve_group(request.user, group).or_refuse()
    found = mergeable(group, request.user)
    choices = [
        (one, f"{one.partnership.name}, {one.get_half_day_display()} ({', '.join(names)})") for one, names in found
    ]
    form = ChangeGroupForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        try:
            transfer.merge_groups(source=group, into=to, by=request.user, reason=reason)
            messages.success(request, _("Les deux groupes n’en font plus qu’un : tout le monde est prévenu."))
            return redirect("groups:group-care", to.pk)
        except Refused as error:
            form.add_error("group", error.verdict.reason)
    context = {"group": group, "form": form, "has_places": bool(found)}
    return render_page(request, "matching/merge_groups.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One demand, where its author could go, the answer."""
    asked = get_object_or_404(seen_requests(request.user), pk=pk)
    group = get_object_or_404(with_members(Group.objects.all()), pk=asked.membership.group_id)
    mine = next((one for one in group.memberships.all() if one.pk == asked.membership_id), None)
    if mine:
        mine.group = group
    places = destinations_for(mine, request.user) if mine and not asked.answered_at else []
    form = RequestAnswerForm(request.POST or None, choices=[(one.group, place_label(one)) for one in places])
    if request.method == "POST" and form.is_valid() and _answer(request, asked, mine, form):
        return redirect("groups:group-request-list")
    verdict = can_answer_request(request.user, asked)
    context = {"asked": asked, "group": group, "form": form, "is_there": mine is not None, "verdict": verdict}
    return render_page(request, "matching/group_request.html", context, status=422 if form.is_bound else 200)


def _answer(request: HttpRequest, asked: GroupRequest, mine: Membership | None, form: RequestAnswerForm) -> bool:
    to, reply = form.cleaned_data["to"], form.cleaned_data["reason"]
    try:
        if mine and to:
            transfer.move_member(membership=mine, to=to, by=request.user, reason=reply)
            messages.success(request, _("C’est fait : les deux groupes et les partenaires sont prévenus."))
        else:
            request_actions.keep_in_group(request=asked, by=request.user, reply=reply)
            messages.success(request, _("Réponse envoyée."))
    except Refused as error:
        form.add_error("group", error.verdict.reason)
    return not form.errors
