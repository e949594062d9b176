"""The team's list of errors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from passeurs.core import clock
from passeurs.core.failures import KEPT, recent_failures
from passeurs.core.htmx import render_page
from passeurs.people.rules import can_manage_people

PAGE_SIZE = 50


@require_safe
@login_required
def failure_list(request: HttpRequest) -> HttpResponse:
    """Number, moment, route and kind of each error of the last weeks: nothing of who met it."""
    can_manage_people(request.user).or_refuse()
    page = Paginator(recent_failures(clock.now()), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "cockpit/failure_list.html", {"page": page, "days": KEPT.days})
