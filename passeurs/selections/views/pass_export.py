"""The team's exports for the pass Culture app: make, read, download, note as live."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passeurs.core.exports import csv_response
from passeurs.core.htmx import render_page
from passeurs.selections import actions, rules
from passeurs.selections.models import PassExport, Selection
from passeurs.selections.queries import pass_export as pass_export_queries

PAGE_SIZE = 30


def _export(request: HttpRequest, pk: int) -> PassExport:
    rules.can_see_exports(request.user).or_refuse()
    get_object_or_404(PassExport, pk=pk)
    return pass_export_queries.with_credit(PassExport.objects.filter(pk=pk))[0]


@require_POST
@login_required
def export_selection(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: the export of a selection."""
    rules.can_see_exports(request.user).or_refuse()
    export = actions.export_selection(selection=get_object_or_404(Selection, pk=pk), by=request.user)
    return redirect("selections:pass-export", export.pk)


@require_safe
@login_required
def pass_export_list(request: HttpRequest) -> HttpResponse:
    """Every export, newest first: the history."""
    rules.can_see_exports(request.user).or_refuse()
    page = Paginator(PassExport.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = pass_export_queries.with_credit(PassExport.objects.filter(pk__in=[row.pk for row in page.object_list]))
    return render_page(request, "selections/pass_export_list.html", {"page": page, "rows": rows})


@require_safe
@login_required
def pass_export(request: HttpRequest, pk: int) -> HttpResponse:
    """One export: tag, dates, ids, what could not be resolved, the ones before it."""
    export = _export(request, pk)
    context = {
        "export": export,
        "module": pass_export_queries.export_module(export),
        "rows": export.content["rows"],
        "others": export.selection.pass_exports.exclude(pk=export.pk)[:10],
        "verdict": rules.can_mark_live(request.user, export),
    }
    return render_page(request, "selections/pass_export.html", context)


@require_safe
@login_required
def pass_export_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An item a line, for a spreadsheet."""
    export = _export(request, pk)
    return csv_response(export.tag, pass_export_queries.CSV_HEADER, pass_export_queries.export_rows(export))


@require_safe
@login_required
def pass_export_json(request: HttpRequest, pk: int) -> HttpResponse:
    """Shaped as the app's editorial modules."""
    export = _export(request, pk)
    module = pass_export_queries.export_module(export)
    response = JsonResponse(module, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{export.tag}.json"'
    return response


@require_POST
@login_required
def mark_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The selection is in the app."""
    export = _export(request, pk)
    actions.mark_live(export=export, by=request.user)
    messages.success(request, _("C’est noté. La personne qui l’a écrite vient d’être prévenue."))
    return redirect("selections:pass-export", export.pk)
