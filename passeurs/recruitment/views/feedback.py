"""Words for each person without a place, approved by the team."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import feedback
from passeurs.recruitment.models import Call
from passeurs.recruitment.queries import feedback as queries

A_PAGE = 20


def _call(request: HttpRequest, pk: int) -> Call:
    rules.can_run_calls(request.user).or_refuse()
    return get_object_or_404(Call.objects.select_related("season"), pk=pk)


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
