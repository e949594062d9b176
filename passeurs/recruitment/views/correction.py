"""One answer opened again by the team, and corrected by the candidate."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.questionnaires.forms import ScreenForm
from passeurs.questionnaires.queries import answers_by_question
from passeurs.recruitment.actions import correction as actions
from passeurs.recruitment.actions import correction as correction_actions
from passeurs.recruitment.forms import CorrectionForm
from passeurs.recruitment.models import Application
from passeurs.recruitment.queries.application import city_choices
from passeurs.recruitment.views.decision import _seen
from passeurs.recruitment.views.link import with_application


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def answer_correction(request: HttpRequest, token: str, application: Application, pk: int) -> HttpResponse:
    """The one answer that the team asked to correct."""
    rows = application.corrections.select_related("question__screen")
    correction = get_object_or_404(rows, pk=pk, answered_at__isnull=True)
    answers = answers_by_question(application.response)
    form = ScreenForm(
        *((request.POST, request.FILES) if request.method == "POST" else (None, None)),
        questions=[correction.question],
        answers=answers,
        cities=city_choices(application.call),
    )
    if request.method == "POST" and form.is_valid():
        correction_actions.answer_correction(correction=correction, values=form.values())
        messages.success(request, _("Merci, ta réponse est corrigée."))
        return redirect("recruitment:application", token)
    context = {"application": application, "token": token, "correction": correction, "form": form}
    return render_page(request, "recruitment/answer_correction.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one answer again, with a word."""
    found = _seen(request, pk)
    initial = {"question": request.GET.get("question")}
    form = CorrectionForm(request.POST or None, questionnaire_id=found.response.questionnaire_id, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.ask_correction(application=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("La demande est envoyée. Seule cette réponse est rouverte."))
        return redirect(found)
    context = {"application": found, "form": form}
    return render_page(request, "recruitment/ask_correction.html", context, status=422 if form.is_bound else 200)
