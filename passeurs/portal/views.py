"""Pages that compose several domains: today, the demo's doors."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.notifications.adapters.outbox import read_outbox
from passeurs.portal import queries
from passeurs.programme.queries import running_mandate
from passeurs.promises.queries import answer_times, count_people_owed, promise_list

OWED_SHOWN = 12


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """The day of whoever is signed in: what is asked, what is near, what became; for the team, what is owed."""
    at = clock.now()
    if queries.is_of_the_team(request.user):
        return _team_today(request)
    mandate = running_mandate(request.user)
    context = {
        "now": at,
        "mandate": mandate,
        "asks": queries.asks_of(request.user, at),
        "near": queries.near_this_week(mandate.season_city.city, at) if mandate else [],
        "news": queries.news_of(request.user, at),
    }
    return render_page(request, "portal/today.html", context)


def _team_today(request: HttpRequest) -> HttpResponse:
    """The team's day opens on what is late and whom we owe an answer."""
    at = clock.now()
    promises = promise_list(request.user)
    owed = promises.open()
    context = {
        "now": at,
        "owed": owed[:OWED_SHOWN],
        "owed_count": count_people_owed(owed),
        "counters": queries.counters_of(request.user, at),
        "times": answer_times(promises, since=at - queries.ANSWERS_SINCE),
    }
    return render_page(request, "portal/team_today.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """One-click accounts of the demonstration; does not exist elsewhere."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        if link := queries.demo_link(request.POST.get("role", "")):
            return redirect(link)
        person = queries.demo_person(request.POST.get("role", ""))
        if person is None:
            raise Http404
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
        messages.success(request, _("Te voilà %(name)s, le temps d’un essai.") % {"name": person.public_name})
        return redirect("portal:today")
    return render_page(request, "portal/demo.html", {"doors": queries.demo_doors()})


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mails that the demonstration would have sent, newest first."""
    if not settings.DEMO:
        raise Http404
    return render_page(request, "portal/demo_mail.html", {"mails": read_outbox(limit=40)})
