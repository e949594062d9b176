"""Everybody's answer: texts with a preview, the sending; one person's question."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import answer as answer_actions
from passeurs.recruitment.choices import Status
from passeurs.recruitment.forms.answer import AnswersForm, QuestionForm
from passeurs.recruitment.models import AnswerBatch, Application, Call
from passeurs.recruitment.queries import answer as answer_queries
from passeurs.recruitment.queries import feedback as feedback_queries
from passeurs.recruitment.views.link import with_application


def _call(request: HttpRequest, pk: int) -> Call:
    rules.can_run_calls(request.user).or_refuse()
    return get_object_or_404(Call.objects.select_related("season"), pk=pk)


def _page(request: HttpRequest, call: Call, form: AnswersForm, counts: dict[str, int], **more: Any) -> HttpResponse:
    left = sum(counts.values())
    context = {
        "call": call,
        "form": form,
        "counts": [(label, counts[value]) for value, label in Status.choices if value in counts],
        "total": left,
        "batches": [(batch, left if batch.state != "done" else 0) for batch in call.answer_batches.all()],
        "verdict": rules.can_send_answers(request.user, call),
        "owed_count": answer_queries.owed(call).count(),
        "approve_count": feedback_queries.to_approve(call).count(),
        "variables": answer_queries.VARIABLES,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, "recruitment/send_answers.html", context | more, status=status)


def _counts(call: Call) -> dict[str, int]:
    rows = call.applications.real().exclude(planned_status="").order_by()
    return dict(rows.values_list("planned_status").annotate(Count("pk")))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's answer: what is said by outcome, a second confirmation, then how far it got."""
    call = _call(request, pk)
    counts = _counts(call)
    unsent = feedback_queries.unsent_feedback(call).count()
    form = AnswersForm(request.POST or None, counts=counts, unsent=unsent)
    if request.method == "POST" and form.is_valid():
        answer_actions.send_answers(call=call, by=request.user, texts=form.texts(), left_out=form.said_left_out())
        messages.success(request, _("L’envoi commence. Vous pouvez le suivre ici, l’arrêter, le reprendre."))
        return redirect("recruitment:send-answers", call.pk)
    return _page(request, call, form, counts)


@require_POST
@login_required
def preview_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """What the first people of each outcome, or the one asked for, would read; nothing is sent nor kept."""
    call = _call(request, pk)
    counts = _counts(call)
    form = AnswersForm(request.POST, counts=counts, is_preview=True)
    found = {}
    if form.is_valid():
        found["previews"] = answer_queries.previews(call, form.texts(), form.cleaned_data["number"])
    return _page(request, call, form, counts, **found)


@require_POST
@login_required
def pause_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop or take up a sending."""
    batch = get_object_or_404(AnswerBatch, pk=pk)
    rules.can_run_calls(request.user).or_refuse()
    answer_actions.pause_answers(batch=batch, by=request.user, is_paused=request.POST.get("paused") == "1")
    return redirect("recruitment:send-answers", batch.call_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def ask_question(request: HttpRequest, token: str, application: Application) -> HttpResponse:
    """The one question of somebody without a place."""
    verdict = rules.can_ask_question(application)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_actions.ask_question(application=application, **form.cleaned_data)
        messages.success(request, _("Ta question est partie. L’équipe te répond dans la semaine."))
        return redirect("recruitment:application", token)
    context = {"application": application, "token": token, "form": form, "verdict": verdict}
    return render_page(request, "recruitment/ask_question.html", context, status=422 if form.is_bound else 200)
