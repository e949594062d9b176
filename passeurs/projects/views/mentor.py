"""The end of a season: the dossier, mentors, the certificate of one's year."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.groups.models import Membership
from passeurs.projects.actions import mentor as actions
from passeurs.projects.forms.mentor import MentorMessageForm
from passeurs.projects.models import Mentor
from passeurs.projects.queries import mentor as queries
from passeurs.projects.rules.mentor import can_read_conversation, can_write_to_mentor
from passeurs.projects.views.handover import GROUPS


@require_POST
@login_required
def become_mentor(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to be reachable by the next groups."""
    group = get_object_or_404(GROUPS, pk=pk)
    actions.become_mentor(group=group, by=request.user)
    messages.success(request, _("Merci ! Le prochain groupe lira ton prénom, rien d’autre, et t’écrira ici."))
    return redirect("projects:my-mentoring")


@require_POST
@login_required
def end_mentoring(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's word back."""
    mentor = get_object_or_404(Mentor, pk=pk, person=request.user, ended_at=None)
    actions.end_mentoring(mentor=mentor, by=request.user)
    messages.success(request, _("C’est fait : ton prénom n’apparaît plus."))
    return redirect("projects:my-mentoring")


@require_safe
@login_required
def my_mentoring(request: HttpRequest) -> HttpResponse:
    """The groups one is mentor of, their conversations, the certificates of one's years."""
    memberships = Membership.objects.filter(mandate__person=request.user).select_related(
        "group__partnership__season_city__season"
    )
    context = {
        "mentoring": queries.my_mentoring(request.user),
        "memberships": memberships.order_by("-joined_at"),
    }
    return render_page(request, "projects/my_mentoring.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def mentor_conversation(request: HttpRequest, pk: int, group_pk: int) -> HttpResponse:
    """The conversation of a mentor and a group, that the referent reads too."""
    mentor = get_object_or_404(
        Mentor.objects.select_related(
            "person__profile", "group__partnership__season_city__season", "group__partnership__season_city__city"
        ),
        pk=pk,
    )
    group = get_object_or_404(GROUPS, pk=group_pk)
    can_read_conversation(request.user, mentor, group).or_refuse()
    form = MentorMessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_to_mentor(mentor=mentor, group=group, by=request.user, **form.cleaned_data)
            return redirect(mentor.get_conversation_url(group))
        except Refused as error:
            form.add_error("text", error.verdict.reason)
    context = {
        "mentor": mentor,
        "group": group,
        "words": queries.conversation_between(mentor, group),
        "form": form,
        "may_write": can_write_to_mentor(request.user, mentor, group, clock.now()),
    }
    return render_page(request, "projects/mentor_conversation.html", context, status=422 if form.is_bound else 200)
