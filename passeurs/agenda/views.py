"""One's own calendar: what it holds, its secret address, the feed behind it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.agenda.exports import calendar_file
from passeurs.agenda.queries import CALENDAR_LINK, calendar_owner, cities_of, entries_of, has_open_calendar
from passeurs.core.htmx import render_page
from passeurs.people.actions import end_links, issue_link

CALENDAR_DAYS = 400
SHOWN = 10


@require_POST
@login_required
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Make the secret address of one's calendar, anew: the former one no longer answers; or end it."""
    end_links(subject=request.user, purpose=CALENDAR_LINK)
    if "stop" in request.POST:
        messages.success(request, _("L’adresse de ton agenda ne répond plus."))
    else:
        token = issue_link(purpose=CALENDAR_LINK, subject=request.user, days=CALENDAR_DAYS, is_mailed=False)
        address = settings.SITE_URL + reverse("agenda:calendar-feed", args=[token])
        messages.success(
            request, _("À coller dans ton agenda, une seule fois ; garde-la pour toi : %(url)s") % {"url": address}
        )
    return redirect("agenda:calendars")


@require_safe
@login_required
def calendars(request: HttpRequest) -> HttpResponse:
    """One's calendar: what it holds, its secret address."""
    context = {
        "has_address": has_open_calendar(request.user),
        "entries": entries_of(request.user)[:SHOWN],
        "cities": cities_of(request.user),
    }
    return render_page(request, "agenda/calendars.html", context)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is on for whoever the address was made for; `ville` keeps one city."""
    person = calendar_owner(token)
    if person is None:
        raise Http404
    response = calendar_file(entries_of(person, request.GET.get("ville", "")), "rencontres")
    response["Cache-Control"] = "private, max-age=600"
    return response
