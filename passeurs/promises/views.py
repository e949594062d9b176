"""Pages of promises: what is owed, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock, registry
from passeurs.core.htmx import render_page
from passeurs.promises import actions, exports, queries, rules
from passeurs.promises.forms import AnswerForm, PromiseFilterForm

PAGE_SIZE = 30


@require_safe
@login_required
def promise_list(request: HttpRequest) -> HttpResponse:
    """What is owed, the latest first; a CSV of the same list."""
    rules.can_list_promises(request.user).or_refuse()
    form = PromiseFilterForm(request.GET or None)
    filters = form.cleaned_data if form.is_valid() else {}
    promises = queries.filter_promises(queries.promise_list(request.user), filters, at=clock.now())
    if request.GET.get("format") == "csv":
        return exports.promises_csv(promises)
    page = Paginator(promises, PAGE_SIZE).get_page(request.GET.get("page"))
    pages = {kind for kind, _page in registry.answer_pages.items()}
    context = {"page": page, "form": form, "now": clock.now(), "answer_pages": pages}
    return render_page(request, "promises/promise_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_promise(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise: what was asked, and the answer to give."""
    promise = get_object_or_404(queries.promise_list(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    verdict = rules.can_answer_promise(request.user, promise)
    if request.method == "POST" and form.is_valid():
        actions.answer_promise(promise=promise, by=request.user, **form.cleaned_data)
        messages.success(request, _("Réponse envoyée. Rien ne reste dû sur ce point."))
        return redirect("promises:promise-list")
    status = 422 if form.is_bound else 200
    context = {"promise": promise, "form": form, "verdict": verdict, "now": clock.now()}
    return render_page(request, "promises/answer_promise.html", context, status=status)
