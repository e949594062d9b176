"""Pages of a sending: confirm it, follow it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.editorial.actions import dispatch as dispatch_actions
from passeurs.editorial.forms.dispatch import SendForm
from passeurs.editorial.models import Issue
from passeurs.editorial.queries import dispatch as queries
from passeurs.editorial.rules import can_send_issue
from passeurs.editorial.views.issue import find_issue


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The second confirmation, with the exact number of readers."""
    row = find_issue(request, pk)
    count = queries.recipients_of(row, clock.now()).count()
    verdict = can_send_issue(request.user, row, recipient_count=count)
    form = SendForm(request.POST if request.method == "POST" else None, initial={"expected_count": count})
    if request.method == "POST" and form.is_valid():
        dispatch_actions.start_sending(
            actor=request.user, issue=row, expected_count=form.cleaned_data["expected_count"]
        )
        return redirect("editorial:sending", row.pk)
    if row.state != Issue.State.DRAFT:
        return redirect("editorial:sending", row.pk)
    context = {"issue": row, "form": form, "count": count, "verdict": verdict}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "editorial/letter/send_issue.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sending_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a sending is; pause it, go on. The figures refresh by themselves."""
    row = find_issue(request, pk)
    if row.state == Issue.State.DRAFT:
        return redirect("editorial:compose-issue", row.pk)
    if request.method == "POST":
        act = dispatch_actions.pause_sending if request.POST.get("act") == "pause" else dispatch_actions.resume_sending
        act(actor=request.user, issue=row)
        return redirect("editorial:sending", row.pk)
    context = {"issue": row, "progress": queries.progress_of(row), "errors": queries.errors_of(row)}
    return render_page(request, "editorial/letter/sending.html", context, partial="progress")
