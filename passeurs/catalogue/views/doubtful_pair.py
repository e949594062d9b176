"""The review of doubtful pairs, for the team."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from passeurs.catalogue.actions.doubtful_pair import keep_pair_apart, merge_pair, undo_pair
from passeurs.catalogue.forms import PairDecisionForm
from passeurs.catalogue.models import DoubtfulPair
from passeurs.catalogue.queries.doubtful_pair import decided_pairs, open_pairs
from passeurs.catalogue.rules import can_review_pairs
from passeurs.core import clock
from passeurs.core.htmx import render_page

PAIRS_PER_PAGE = 20
_ACTIONS = {"merge": merge_pair, "apart": keep_pair_apart, "undo": undo_pair}


@login_required
@require_GET
def pair_list(request: HttpRequest) -> HttpResponse:
    """What is to decide, then what was decided lately."""
    can_review_pairs(request.user).or_refuse()
    return _page(request)


@login_required
@require_POST
def decide_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Merge, keep apart or undo."""
    can_review_pairs(request.user).or_refuse()
    pair = get_object_or_404(DoubtfulPair, pk=pair_id)
    form = PairDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    decision = form.cleaned_data["decision"]
    _ACTIONS[decision](pair_id=pair.pk, actor=request.user, at=clock.now())
    done = {
        "merge": _("Les deux lieux n’en font plus qu’un."),
        "apart": _("Ce sont deux lieux distincts : la question ne sera plus posée."),
        "undo": _("La décision est annulée : tout est comme avant."),
    }
    messages.success(request, done[decision])
    return redirect("catalogue:pair-list")


def _page(request: HttpRequest, form: PairDecisionForm | None = None, *, status: int = 200) -> HttpResponse:
    page = Paginator(open_pairs(), PAIRS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "decided": decided_pairs()[:10], "form": form or PairDecisionForm()}
    return render_page(request, "catalogue/pair_list.html", context, status=status)
