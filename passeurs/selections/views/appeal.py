"""Pages of appeals: contest, list, answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core.htmx import render_page
from passeurs.people.queries import is_team
from passeurs.selections import actions, rules
from passeurs.selections.forms import (
    AnswerAppealForm,
    AppealForm,
)
from passeurs.selections.models import Appeal
from passeurs.selections.queries import appeal as appeal_queries
from passeurs.selections.queries import moderation as moderation_queries
from passeurs.selections.queries.item import selection_items
from passeurs.selections.views.selection import mine

PAGE_SIZE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appeal_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Contest the last decision on my selection."""
    selection = mine(request, pk)
    decision = moderation_queries.last_decision(selection)
    rules.can_appeal(request.user, decision).or_refuse()
    assert decision is not None  # the rule has just said so
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal_decision(decision=decision, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Recours envoyé. Une autre personne de l’équipe te répond, la date est promise."))
        return redirect("selections:compose", pk)
    context = {"selection": selection, "decision": decision, "form": form}
    return render_page(request, "selections/appeal_decision.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def appeal_list(request: HttpRequest) -> HttpResponse:
    """Appeals, those that wait first."""
    if not is_team(request.user):
        raise Http404
    page = Paginator(appeal_queries.appeal_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "selections/appeal_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Read both sides and decide, with a reason."""
    if not is_team(request.user):
        raise Http404
    appeal = get_object_or_404(appeal_queries.appeal_list().select_related("by__profile"), pk=pk)
    form = AnswerAppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_granted = form.cleaned_data["decision"] == "grant"
        answer = form.cleaned_data["answer"]
        actions.answer_appeal(appeal=appeal, by=request.user, is_granted=is_granted, answer=answer)
        messages.success(request, _("Réponse envoyée aux auteurs."))
        return redirect("selections:appeal-list")
    return render_page(
        request, "selections/answer_appeal.html", _appeal(request, appeal, form), status=422 if form.is_bound else 200
    )


def _appeal(request: HttpRequest, appeal: Appeal, form: AnswerAppealForm) -> dict[str, Any]:
    return {
        "appeal": appeal,
        "form": form,
        "verdict": rules.can_answer_appeal(request.user, appeal),
        "items": selection_items(appeal.selection),
    }
