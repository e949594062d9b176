"""Pages of bounces: what came back, an address written to again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.htmx import render_page
from passeurs.editorial.actions.bounce import reinstate as reinstate_address
from passeurs.editorial.models import Subscription
from passeurs.editorial.queries import bounce as queries
from passeurs.editorial.rules import can_run_letter

PAGE_SIZE = 30


@login_required
@require_safe
def bounce_list(request: HttpRequest) -> HttpResponse:
    """What came back, addresses masked."""
    can_run_letter(request.user).or_refuse()
    page = Paginator(queries.bounce_list(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "editorial/letter/bounce_list.html", {"page": page})


@login_required
@require_POST
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to a suspended address again."""
    can_run_letter(request.user).or_refuse()
    reinstate_address(actor=request.user, subscription=get_object_or_404(Subscription, pk=pk))
    messages.success(request, _("Cette adresse recevra le prochain numéro."))
    return redirect("editorial:bounce-list")
