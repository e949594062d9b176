"""Pages that compose several domains: today, the demo's doors."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.sections import shown_sections
from passeurs.core.verdict import Refused
from passeurs.notifications.adapters.outbox import read_outbox
from passeurs.portal import exports, queries
from passeurs.portal.rules import can_see_weeks, can_see_workload
from passeurs.programme.actions import declare_exams, forget_exams
from passeurs.programme.forms import ExamForm
from passeurs.programme.models import ExamPause
from passeurs.programme.queries import followed_cities, running_mandate
from passeurs.promises.queries import count_people_owed, promise_list

PAGE_SIZE = 50


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """The day of whoever is signed in: what is asked, what is near, what became; for the team, what is owed."""
    at = clock.now()
    if queries.is_of_the_team(request.user):
        return _team_today(request)
    mandate = running_mandate(request.user)
    known = {"person": request.user, "mandate": mandate, "now": at}
    context = {**known, "sections": shown_sections("today", **known)}
    return render_page(request, "portal/today.html", context)


def _team_today(request: HttpRequest) -> HttpResponse:
    """The team's day opens on what is late and whom we owe an answer."""
    known = {"person": request.user, "promises": promise_list(request.user), "now": clock.now()}
    context = {
        "now": known["now"],
        "owed_count": count_people_owed(promise_list(request.user).open()),
        "sections": shown_sections("team-today", **known),
    }
    return render_page(request, "portal/team_today.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_weeks(request: HttpRequest) -> HttpResponse:
    """What the coming weeks ask of me, across everything; sent, it declares exams."""
    mandate = running_mandate(request.user)
    can_see_weeks(mandate).or_refuse()
    assert mandate is not None  # refused above
    form = ExamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declare_exams(mandate=mandate, by=request.user, **form.cleaned_data)
            messages.success(request, _("C’est noté : ces jours-là, on te laisse travailler."))
            return redirect("portal:my-weeks")
        except Refused as error:
            form.add_error("ends_on", error.verdict.reason)
    (found,) = queries.workloads([mandate], clock.now())
    exams = mandate.exam_pauses.filter(ends_on__gte=clock.today())
    context = {"weeks": found.weeks, "exams": exams, "form": form, "most": settings.WORKLOAD_A_WEEK}
    return render_page(request, "portal/my_weeks.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def forget_my_exams(request: HttpRequest, pk: int) -> HttpResponse:
    """Take declared exams back."""
    pause = get_object_or_404(ExamPause.objects.select_related("mandate"), pk=pk, mandate__person=request.user)
    forget_exams(pause=pause, by=request.user)
    messages.success(request, _("C’est enlevé."))
    return redirect("portal:my-weeks")


@require_safe
@login_required
def team_workload(request: HttpRequest) -> HttpResponseBase:
    """What the coming weeks ask of each ambassador of the followed cities; a CSV of the same."""
    can_see_workload(request.user).or_refuse()
    city, at = request.GET.get("ville", ""), clock.now()
    found = queries.team_workloads(request.user, at, city=city)
    if request.GET.get("format") == "csv":
        return exports.workload_csv(found, queries.mondays(at))
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "heavy_count": sum(one.heaviest[0] == 3 for one in found),
        "mondays": queries.mondays(at),
        "most": settings.WORKLOAD_A_WEEK,
        "city": city,
        "cities": followed_cities(request.user).order_by("name"),
    }
    return render_page(request, "portal/team_workload.html", context)


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
        login(request, person, backend="passeurs.people.adapters.account.PersonBackend")
        messages.success(request, _("Te voilà %(name)s, le temps d’un essai.") % {"name": person.public_name})
        return redirect("portal:today")
    return render_page(request, "portal/demo.html", {"doors": queries.demo_doors()})


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mails that the demonstration would have sent, newest first."""
    if not settings.DEMO:
        raise Http404
    return render_page(request, "portal/demo_mail.html", {"mails": read_outbox(limit=40)})
