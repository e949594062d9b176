"""The end of a season: the dossier, mentors, the certificate of one's year."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.groups.models import Group
from passeurs.projects.actions import handover as actions
from passeurs.projects.forms.handover import HandoverForm
from passeurs.projects.models import Handover, Mentor
from passeurs.projects.queries import handover as queries
from passeurs.projects.rules.handover import can_write_handover
from passeurs.projects.rules.mentor import can_be_mentor

GROUPS = Group.objects.select_related(
    "partnership__season_city__city", "partnership__season_city__season", "partnership__venue"
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier of a group: written by its members, begun from facts, given to the next group."""
    group = get_object_or_404(GROUPS.prefetch_related("meetings", "partnership__contacts"), pk=pk)
    can_write_handover(request.user, group, clock.today()).or_refuse()
    known = Handover.objects.filter(group=group).first()
    initial = (
        {name: getattr(known, name) for name in HandoverForm.base_fields} if known else queries.begun_handover(group)
    )
    form = HandoverForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_given = request.POST.get("act") == "donner"
        actions.save_handover(group=group, by=request.user, is_given=is_given, **form.cleaned_data)
        messages.success(
            request, _("Merci ! Le prochain groupe commencera par là.") if is_given else _("C’est enregistré.")
        )
        return redirect("projects:handover", group.pk)
    context = {
        "group": group,
        "known": known,
        "form": form,
        "may_be_mentor": can_be_mentor(request.user, group, clock.today()),
        "mentor": Mentor.objects.filter(group=group, person=request.user, ended_at=None).first(),
    }
    return render_page(request, "projects/handover.html", context, status=422 if form.is_bound else 200)
