"""A member says their group is fine or asks for another; the referent answers."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.templatetags.words import day
from passeurs.groups.actions import group_request as request_actions
from passeurs.groups.forms.group_request import OtherGroupForm
from passeurs.groups.models import Membership
from passeurs.groups.queries.group_request import place_of, seen_requests
from passeurs.groups.rules.group_request import can_ask_another_group
from passeurs.groups.views.access import find_group
from passeurs.partners.rules.partnership import can_see_partnerships

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
    request_actions.agree_to_group(membership=mine, by=request.user)
    messages.success(request, _("Merci ! Ta place est confirmée."))
    return redirect(mine.group)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_another_group(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong, and why."""
    mine = _mine(request, pk)
    can_ask_another_group(request.user, mine).or_refuse()
    form = OtherGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = request_actions.ask_another_group(membership=mine, by=request.user, **form.cleaned_data)
        words = {"day": day(asked.made_at + dt.timedelta(days=request_actions.ANSWER_DAYS))}
        messages.success(request, _("C’est parti : une réponse t’est promise avant le %(day)s.") % words)
        return redirect(mine.group)
    context = {"group": mine.group, "form": form}
    return render_page(request, "groups/ask_another_group.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def group_request_list(request: HttpRequest) -> HttpResponse:
    """Who asks for another group, those who wait first."""
    can_see_partnerships(request.user).or_refuse()
    page = Paginator(seen_requests(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page}
    return render_page(request, "groups/group_request_list.html", context)
