"""Care: one tap after a meeting, each side apart; the referent's board, notes, moves; whoever is not seen."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.groups.actions import care as actions
from passeurs.groups.forms.care import CareForm
from passeurs.groups.models import Group
from passeurs.groups.queries import care as care_queries
from passeurs.groups.queries.absence import open_absences
from passeurs.groups.queries.care import care_choices, care_line, watched
from passeurs.groups.queries.concern import followed_concerns
from passeurs.groups.queries.rating import ratings_of
from passeurs.groups.rules.care import can_care
from passeurs.groups.rules.rating import can_read_ratings
from passeurs.partners.rules.partnership import can_see_partnerships
from passeurs.programme.queries import current_season, followed_cities

PAGE_SIZE = 50


@require_safe
@login_required
def care_board(request: HttpRequest) -> HttpResponse:
    """The groups that show a sign, in words, and who has not been seen."""
    can_see_partnerships(request.user).or_refuse()
    season, city, show = current_season(), request.GET.get("ville", ""), request.GET.get("signe", "")
    lines = care_queries.care_board(request.user, season, clock.now(), city=city) if season else []
    choices = care_choices(lines)
    show = show if show in dict(choices) else ""
    found = [one for one in lines if one.is_shown(show)]
    context = {
        "season": season,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "concerns": followed_concerns(request.user).filter(answered_at=None)[:PAGE_SIZE],
        "absences": list(open_absences(request.user, season)) if season else [],
        "city": city,
        "show": show,
        "choices": choices,
        "group_count": len(lines),
        "cities": followed_cities(request.user).filter(season_cities__season=season).order_by("name"),
    }
    return render_page(request, "groups/care_board.html", context)


def _cared(request: HttpRequest, pk: int) -> Group:
    found = get_object_or_404(watched(Group.objects.all()), pk=pk)
    can_care(request.user, found).or_refuse()
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def group_care(request: HttpRequest, pk: int) -> HttpResponse:
    """One group as its referent follows it; sent, it logs what was done."""
    found = _cared(request, pk)
    form = CareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.log_care(group=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté."))
        return redirect("groups:group-care", found.pk)
    may_read = can_read_ratings(request.user, found)
    context = {
        "group": found,
        "line": care_line(found, clock.now()),
        "members": list(found.memberships.all()),
        "may_read": may_read,
        "ratings": ratings_of(found) if may_read else [],
        "notes": found.care_notes.select_related("made_by__profile"),
        "form": form,
    }
    return render_page(request, "groups/group_care.html", context, status=422 if form.is_bound else 200)
