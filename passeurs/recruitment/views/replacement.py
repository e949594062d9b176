"""Places that were left, filled again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from passeurs.recruitment import rules
from passeurs.recruitment.actions import replacement as replacement_actions
from passeurs.recruitment.models import Draw


@require_POST
@login_required
def replace_declined(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill the places that were left."""
    rules.can_run_calls(request.user).or_refuse()
    draw = get_object_or_404(Draw, pk=pk)
    added = replacement_actions.replace_declined(draw=draw, by=request.user)
    words = ngettext(
        "%(n)d personne prend la suite : sa réponse est prête à partir.",
        "%(n)d personnes prennent la suite : leurs réponses sont prêtes à partir.",
        len(added),
    )
    messages.success(request, words % {"n": len(added)})
    return redirect("recruitment:team-draw", draw.call_id)
