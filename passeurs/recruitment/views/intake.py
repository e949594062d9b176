"""The team's pages of imports: deposit a file, say what its columns mean, try, import, read the report."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.recruitment import rules
from passeurs.recruitment.actions import intake as actions
from passeurs.recruitment.forms.intake import DepositForm, MappingForm
from passeurs.recruitment.models import Call, Intake
from passeurs.recruitment.queries import intake as queries


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_applications(request: HttpRequest, pk: int) -> HttpResponse:
    """Deposit a file; the files deposited before."""
    rules.can_run_calls(request.user).or_refuse()
    call = get_object_or_404(Call.objects.select_related("season", "questionnaire"), pk=pk)
    form = DepositForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["file"].name or ""
            return redirect(actions.deposit_intake(call=call, by=request.user, name=name, text=form.text))
        except Refused as error:
            form.add_error("file" if rules.can_import(request.user, call) else None, error.verdict.reason)
    context = {
        "call": call,
        "form": form,
        "intakes": call.intakes.select_related("made_by__profile")[:20],
        "verdict": rules.can_import(request.user, call),
    }
    return render_page(request, "recruitment/import_applications.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: its columns, its report; « dry » tries, otherwise it is imported."""
    rules.can_run_calls(request.user).or_refuse()
    found = get_object_or_404(Intake.objects.select_related("call"), pk=pk)
    has_columns = bool(found.content) and not found.is_json
    form = MappingForm(
        request.POST or None,
        columns=queries.sample_columns(found) if has_columns else [],
        questions=queries.question_columns(found.call),
        mapping=found.mapping,
        initial={"is_told": found.is_told},
    )
    if request.method == "POST" and form.is_valid():
        words = {"mapping": form.cleaned_data["mapping"], "is_told": form.cleaned_data["is_told"]}
        actions.queue_intake(intake=found, by=request.user, is_dry="dry" in request.POST, **words)
        messages.success(request, _("La lecture du fichier commence."))
        return redirect(found)
    context = {"intake": found, "call": found.call, "form": form, "verdict": rules.can_run_intake(request.user, found)}
    return render_page(request, "recruitment/intake.html", context, status=422 if form.is_bound else 200)
