"""The phases of reading, and the check of what may be read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import eligibility as actions
from passeurs.recruitment.choices import Eligibility, ReadingPhase
from passeurs.recruitment.forms.eligibility import EligibilityForm
from passeurs.recruitment.models import Application, Call
from passeurs.recruitment.queries.eligibility import checks

A_PAGE = 30


def phase_moves(person: object, call: Call) -> list[tuple[str, str, bool]]:
    """The phases one may go to: (value, label, whether it is a step forward)."""
    now = ReadingPhase.values.index(call.reading_phase)
    return [
        (value, str(label), place > now)
        for place, (value, label) in enumerate(ReadingPhase.choices)
        if rules.can_move_reading(person, call, value)
    ]


def _call(request: HttpRequest, pk: int) -> Call:
    rules.can_run_calls(request.user).or_refuse()
    return get_object_or_404(Call.objects.select_related("season"), pk=pk)


@require_safe
@login_required
def eligibility(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits for a check, what is amiss first; what was found ineligible."""
    call = _call(request, pk)
    found = sorted(checks(call), key=lambda one: not one.faults)
    context = {
        "call": call,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "clean_count": sum(not one.faults for one in found),
        "amiss_count": sum(bool(one.faults) for one in found),
        "refused": call.applications.real().filter(eligibility=Eligibility.NO).order_by("pk"),
        "verdict": rules.can_check_eligibility(request.user, call),
    }
    return render_page(request, "recruitment/eligibility.html", context)


@require_POST
@login_required
def accept_clean_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Let everything be read in which nothing is amiss."""
    call = _call(request, pk)
    count = actions.accept_clean_files(call=call, by=request.user)
    words = ngettext("%(n)d candidature recevable.", "%(n)d candidatures recevables.", count)
    messages.success(request, words % {"n": count})
    return redirect("recruitment:eligibility", call.pk)


@require_POST
@login_required
def judge_eligibility(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge one file."""
    rules.can_run_calls(request.user).or_refuse()
    found = get_object_or_404(Application, pk=pk)
    form = EligibilityForm(request.POST)
    if form.is_valid():
        actions.judge_eligibility(application=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("C’est noté. Cela se change jusqu’à la fin de cette phase."))
    else:
        messages.error(request, _("Choisissez « recevable » ou « non recevable », avec sa raison en 300 caractères."))
    return redirect("recruitment:eligibility", found.call_id)


@require_POST
@login_required
def move_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the next phase, or back to the one before."""
    call = _call(request, pk)
    moved = actions.move_reading(call=call, by=request.user, phase=request.POST.get("phase", ""))
    messages.success(request, _("Phase ouverte : %(phase)s.") % {"phase": moved.get_reading_phase_display()})
    return redirect("recruitment:reading-board", call.pk)
