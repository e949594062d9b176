"""Variants of a proposal, compared; why somebody got what they got."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.core.htmx import render_page
from passeurs.core.verdict import Refused
from passeurs.matching import running as running_matching
from passeurs.matching.actions.variant import ask_what_if
from passeurs.matching.forms.variant import WhatIfForm
from passeurs.matching.models import MatchingProposal
from passeurs.matching.queries import variant as queries
from passeurs.matching.queries.proposal import names_of
from passeurs.matching.rules.proposal import can_match, can_publish_proposal


def _computed(request: HttpRequest, pk: int) -> MatchingProposal:
    can_match(request.user).or_refuse()
    found = get_object_or_404(MatchingProposal.objects.select_related("season", "based_on"), pk=pk)
    if not found.result:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one more thing of a proposal: a variant is computed, the first stays."""
    found = _computed(request, pk)
    people, partners = queries.choices_of(found)
    form = WhatIfForm(request.POST or None, people=people, partners=partners)
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_what_if(proposal=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("La variante se calcule. Rien n’est publié."))
            return redirect(made)
        except Refused as error:
            form.add_error(None, error.verdict.reason)
    context = {"proposal": found, "form": form}
    return render_page(request, "matching/ask_what_if.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def compare_proposals(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """From one proposal to another: figures, who gains, who loses."""
    before, after = _computed(request, other), _computed(request, pk)
    if before.season_id != after.season_id:
        raise Http404
    context = {
        "before": before,
        "after": after,
        "comparison": queries.compare(before, after),
        "asked": queries.asked_in_words(after),
        "verdict": can_publish_proposal(request.user, after),
    }
    return render_page(request, "matching/compare_proposals.html", context)


@require_safe
@login_required
def explain_person(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """What somebody got, and for each better wish why not."""
    found = _computed(request, pk)
    name = names_of([person]).get(person)
    asked = next((row for row in found.problem["people"] if row["id"] == person), None)
    if name is None or asked is None:
        raise Http404
    explained = running_matching.explain_person(proposal=found, person=person)
    partners = queries.partners_named(explained)
    got = explained["got"]
    context = {
        "proposal": found,
        "name": name,
        "got": got and {**got, "name": partners[got["actor"]], "is_wished": got["actor"] in asked["wishes"]},
        "better": [{**row, "name": partners[row["actor"]]} for row in explained["better"]],
        "stage": explained["stage"],
        "words": explained["words"],
    }
    return render_page(request, "matching/explain_person.html", context)
