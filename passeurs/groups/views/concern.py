"""A member raises an alarm; whoever may read it answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.groups.actions import concern as actions
from passeurs.groups.forms.concern import ConcernAnswerForm, ConcernForm
from passeurs.groups.queries.concern import readable_concerns
from passeurs.groups.rules.concern import can_answer_concern, can_raise_concern
from passeurs.groups.views.access import find_group


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def raise_concern(request: HttpRequest, pk: int) -> HttpResponse:
    """What worries; numbers to call."""
    group = find_group(request, pk)
    can_raise_concern(request.user, group).or_refuse()
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.raise_concern(group=group, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est parti. Une personne de l’équipe te répond dans les deux jours."))
        return redirect(group)
    status = 422 if form.is_bound else 200
    return render_page(request, "groups/raise_concern.html", {"group": group, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """One alarm, and what is done about it."""
    found = get_object_or_404(readable_concerns(request.user), pk=pk)
    form = ConcernAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_concern(concern=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Réponse envoyée. Notez au suivi du groupe ce qui reste à faire."))
        return redirect("groups:care-board")
    context = {
        "concern": found,
        "form": form,
        "verdict": can_answer_concern(request.user, found),
        "is_mine": found.person_id == request.user.pk,
    }
    return render_page(request, "groups/concern.html", context, status=422 if form.is_bound else 200)
