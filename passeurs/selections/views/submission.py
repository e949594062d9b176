"""Second reading: what waits, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.selections import actions, queries, rules
from passeurs.selections.choices import SelectionState
from passeurs.selections.forms import AnswerForm
from passeurs.selections.models import Selection

PAGE_SIZE = 30


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """The selections that wait for a second reader, and that this person may read."""
    page = Paginator(queries.waiting_selections(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(
        request,
        "selections/waiting.html",
        {"page": page, "now": clock.now(), "can_moderate": rules.can_moderate(request.user)},
    )


def _to_read(pk: int) -> Selection:
    """The selection of this number, or the new version of it that waits for a reader."""
    found = get_object_or_404(queries.credited(Selection.objects.all()), pk=pk)
    proposed = Selection.objects.filter(revises=found, state=SelectionState.PROPOSED)
    return queries.credited(proposed).first() or found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def second_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a proposed selection; publish it, or ask for a change with a reason."""
    found = _to_read(pk)
    verdict = rules.can_second_read(request.user, found)
    if verdict.is_forbidden and not rules.writes(request.user, found):
        # What a reader wrote to the author, and the author's name, are not for whoever may read the public page.
        raise Http404
    if not rules.can_view_selection(request.user, found):
        # A reader who comes too late is told so, and does not see the draft it became.
        verdict.or_refuse()
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_published, data = form.cleaned_data["decision"] == "publish", form.cleaned_data
        actions.answer_submission(
            selection=found, by=request.user, is_published=is_published, reason=data["reason"], ground=data["ground"]
        )
        messages.success(request, _("Publiée !") if is_published else _("Ta demande de reprise est envoyée."))
        return redirect("selections:waiting")
    context = {
        "selection": found,
        "items": queries.selection_items(found),
        "form": form,
        "verdict": verdict,
        "last_answer": queries.last_answer(found),
    }
    return render_page(request, "selections/second_read.html", context, status=422 if form.is_bound else 200)
