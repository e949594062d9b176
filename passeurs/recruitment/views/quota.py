"""The team's editor of quotas: the call or one city, shares, bounds, and whether a group can meet them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from passeurs.core.htmx import render_page
from passeurs.recruitment import rules
from passeurs.recruitment.actions import quota as actions
from passeurs.recruitment.forms.quota import QuotasForm, SharesForm
from passeurs.recruitment.models import Call
from passeurs.recruitment.queries import quota as queries


def _call(request: HttpRequest, pk: int) -> Call:
    rules.can_run_calls(request.user).or_refuse()
    return get_object_or_404(Call.objects.select_related("season", "questionnaire"), pk=pk)


def _place(request: HttpRequest, call: Call) -> queries.Place:
    place = queries.place_of(call, request.GET.get("ville", ""))
    if place is None:
        raise Http404
    return place


def _page(request: HttpRequest, call: Call, place: queries.Place, form: QuotasForm, **more: Any) -> HttpResponse:
    context = {
        "call": call,
        "place": place,
        "form": form,
        "insee": place.season_city.city.insee if place.season_city else "",
        "cities": call.season_cities.select_related("city").order_by("city__name"),
        "with_quotas": set(call.quotas.values_list("season_city", flat=True)),
        "previous": queries.previous_call(call),
        "verdict": rules.can_set_quotas(request.user, call),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render_page(request, "recruitment/quotas.html", context | more, partial="feasible", status=status)


def _back(request: HttpRequest, call: Call) -> HttpResponse:
    return redirect(f"{call.quotas_url}?ville={request.GET.get('ville', '')}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """The quotas of a call, or of the city named by `ville`; sent, they are kept."""
    call = _call(request, pk)
    place = _place(request, call)
    form = QuotasForm(request.POST or None, lines=queries.quota_lines(call, place))
    if request.method == "POST" and form.is_valid():
        rows = form.cleaned_data["rows"]
        count = actions.save_quotas(call=call, by=request.user, season_city=place.season_city, rows=rows)
        words = ngettext("%(n)d valeur enregistrée.", "%(n)d valeurs enregistrées.", count)
        messages.success(request, words % {"n": count})
        return _back(request, call)
    return _page(request, call, place, form)


@require_POST
@login_required
def try_quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a group can meet what is typed; nothing is kept."""
    call = _call(request, pk)
    place = _place(request, call)
    form = QuotasForm(request.POST, lines=queries.quota_lines(call, place))
    found: dict[str, Any] = {}
    if form.is_valid():
        rows = form.cleaned_data["rows"]
        is_feasible, words = actions.try_quotas(call=call, season_city=place.season_city, rows=rows)
        found = {"is_feasible": is_feasible, "words": words}
    return _page(request, call, place, form, **found)


@require_POST
@login_required
def propose_quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the bounds that the kept shares propose."""
    call = _call(request, pk)
    actions.propose_quotas(call=call, by=request.user, place=_place(request, call))
    messages.success(request, _("Minimums et maximums posés autour des parts de référence, à 15 % près."))
    return _back(request, call)


@require_POST
@login_required
def copy_quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the shares of the call before."""
    call = _call(request, pk)
    count = actions.copy_quotas(call=call, by=request.user)
    words = ngettext("%(n)d part reprise.", "%(n)d parts reprises.", count)
    messages.success(request, words % {"n": count})
    return _back(request, call)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_shares(request: HttpRequest, pk: int) -> HttpResponse:
    """Read reference shares; each refused line is shown with its reason."""
    call = _call(request, pk)
    form = SharesForm(request.POST or None)
    context: dict[str, Any] = {"call": call, "form": form}
    if request.method == "POST" and form.is_valid():
        kept, refused = actions.import_shares(call=call, by=request.user, text=form.cleaned_data["text"])
        if not refused:
            words = ngettext("%(n)d part enregistrée.", "%(n)d parts enregistrées.", kept)
            messages.success(request, words % {"n": kept})
            return _back(request, call)
        context |= {"kept": kept, "refused": refused}
    return render_page(request, "recruitment/import_shares.html", context, status=422 if form.is_bound else 200)
