"""The state of the service, for the team."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from passeurs.cockpit.queries import service_state as queries
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.mail_guard import mails_waiting
from passeurs.people.rules import can_manage_people


@require_safe
@login_required
def service_state(request: HttpRequest) -> HttpResponseBase:
    """What lives, what waits, what is wrong and what to do."""
    can_manage_people(request.user).or_refuse()
    at = clock.now()
    context = {
        "state": queries.service_state(at),
        "versions": queries.versions(),
        "waiting": mails_waiting(at),
        "now": at,
    }
    return render_page(request, "cockpit/service_state.html", context)
