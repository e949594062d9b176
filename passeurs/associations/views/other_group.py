"""A member says their group is fine or asks for another; the referent answers."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.associations import rules
from passeurs.associations.actions import moving
from passeurs.associations.actions import other_group as actions
from passeurs.associations.forms.other_group import OtherGroupForm, RequestAnswerForm
from passeurs.associations.models import Group, GroupRequest, Membership
from passeurs.associations.queries.moving import places_for, with_members
from passeurs.associations.queries.other_group import place_of, seen_requests
from passeurs.associations.views.caring import place_label
from passeurs.associations.views.keys import find_group
from passeurs.core.htmx import render_page
from passeurs.core.templatetags.words import day
from passeurs.core.verdict import Refused

PAGE_SIZE = 50


def _mine(request: HttpRequest, pk: int) -> Membership:
    mine, _asked = place_of(request.user, find_group(request, pk))
    if mine is None:
        raise Http404
    return mine


@require_POST
@login_required
def agree_to_group(request: HttpRequest, pk: int) -> HttpResponse:
    """This group is fine; a demand is taken back."""
    mine = _mine(request, pk)
    actions.agree_to_group(membership=mine, by=request.user)
    messages.success(request, _("Merci ! Ta place est confirmée."))
    return redirect(mine.group)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_another_group(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong, and why."""
    mine = _mine(request, pk)
    rules.can_ask_another_group(request.user, mine).or_refuse()
    form = OtherGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = actions.ask_another_group(membership=mine, by=request.user, **form.cleaned_data)
        words = {"day": day(asked.made_at + dt.timedelta(days=actions.ANSWER_DAYS))}
        messages.success(request, _("C’est parti : une réponse t’est promise avant le %(day)s.") % words)
        return redirect(mine.group)
    context = {"group": mine.group, "form": form}
    return render_page(request, "associations/ask_another_group.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def group_request_list(request: HttpRequest) -> HttpResponse:
    """Who asks for another group, those who wait first."""
    rules.can_see_partnerships(request.user).or_refuse()
    page = Paginator(seen_requests(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "may_match": rules.can_match(request.user)}
    return render_page(request, "associations/group_request_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One demand, where its author could go, the answer."""
    asked = get_object_or_404(seen_requests(request.user), pk=pk)
    group = get_object_or_404(with_members(Group.objects.all()), pk=asked.membership.group_id)
    mine = next((one for one in group.memberships.all() if one.pk == asked.membership_id), None)
    if mine:
        mine.group = group
    places = places_for(mine, request.user) if mine and not asked.answered_at else []
    form = RequestAnswerForm(request.POST or None, choices=[(one.group, place_label(one)) for one in places])
    if request.method == "POST" and form.is_valid() and _answer(request, asked, mine, form):
        return redirect("associations:group-request-list")
    verdict = rules.can_answer_request(request.user, asked)
    context = {"asked": asked, "group": group, "form": form, "is_there": mine is not None, "verdict": verdict}
    return render_page(request, "associations/group_request.html", context, status=422 if form.is_bound else 200)


def _answer(request: HttpRequest, asked: GroupRequest, mine: Membership | None, form: RequestAnswerForm) -> bool:
    to, reply = form.cleaned_data["to"], form.cleaned_data["reason"]
    try:
        if mine and to:
            moving.move_member(membership=mine, to=to, by=request.user, reason=reply)
            messages.success(request, _("C’est fait : les deux groupes et les partenaires sont prévenus."))
        else:
            actions.keep_in_group(request=asked, by=request.user, reply=reply)
            messages.success(request, _("Réponse envoyée."))
    except Refused as error:
        form.add_error("group", error.verdict.reason)
    return not form.errors
