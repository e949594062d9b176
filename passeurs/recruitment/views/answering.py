"""The team's pages of everybody's answer: feedback to approve, texts with a preview, the sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import answering, feedback
from passeurs.recruitment.choices import Status
from passeurs.recruitment.forms.drawing import AnswersForm
from passeurs.recruitment.models import AnswerBatch, Call
from passeurs.recruitment.queries import answers as queries

A_PAGE = 20


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
        "owed_count": queries.owed(call).count(),
        "approve_count": queries.to_approve(call).count(),
        "variables": queries.VARIABLES,
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
    form = AnswersForm(request.POST or None, counts=counts)
    if request.method == "POST" and form.is_valid():
        answering.send_answers(call=call, by=request.user, texts=form.texts())
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
        found["previews"] = queries.previews(call, form.texts(), form.cleaned_data["number"])
    return _page(request, call, form, counts, **found)


@require_POST
@login_required
def pause_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop or take up a sending."""
    batch = get_object_or_404(AnswerBatch, pk=pk)
    rules.can_run_calls(request.user).or_refuse()
    answering.pause_answers(batch=batch, by=request.user, is_paused=request.POST.get("paused") == "1")
    return redirect("recruitment:send-answers", batch.call_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Words for each person without a place, a page at a time; sent, those of the page are approved as written."""
    call = _call(request, pk)
    page = Paginator(queries.to_approve(call).select_related("track"), A_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        known = {str(one.pk): one.pk for one in page.object_list}
        texts = {
            pk: request.POST[f"feedback-{name}"][:1000]
            for name, pk in known.items()
            if f"feedback-{name}" in request.POST
        }
        count = feedback.approve_feedback(call=call, by=request.user, texts=texts)
        words = ngettext("%(n)d retour approuvé.", "%(n)d retours approuvés.", count)
        messages.success(request, words % {"n": count})
        return redirect("recruitment:approve-feedback", call.pk)
    words = queries.readers_words(page.object_list)
    lines = [(one, words.get(one.pk, [])) for one in page.object_list]
    context = {"call": call, "page": page, "lines": lines}
    return render_page(request, "recruitment/approve_feedback.html", context)


@require_POST
@login_required
def draft_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft words from the readings where there are none."""
    call = _call(request, pk)
    count = feedback.draft_feedback(call=call, by=request.user)
    words = ngettext("%(n)d retour proposé.", "%(n)d retours proposés.", count)
    messages.success(request, words % {"n": count})
    return redirect("recruitment:approve-feedback", call.pk)
