"""The pages of a venue, an offer, a work; an error reported there; the sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.catalogue.actions.error_report import report_error as report
from passeurs.catalogue.forms import ReportErrorForm
from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries import thing as thing_queries
from passeurs.catalogue.queries.source import source_list
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.sections import shown_sections
from passeurs.core.throttle import is_too_often
from passeurs.people.models import Person

KINDS: dict[str, type[Venue] | type[Offer] | type[Work]] = {"lieux": Venue, "offres": Offer, "oeuvres": Work}
# The places of their pages that apps add to: blocks, buttons.
PLACES = {"lieux": ("venue", "venue-acts"), "offres": ("offer", "offer-acts"), "oeuvres": ("work", "work-acts")}
REPORTS_PER_HOUR = 5


def thing_page(
    request: HttpRequest, thing: Any, slug: str, sheet: Callable[[Any], thing_queries.Sheet]
) -> HttpResponse:
    """The page of a thing under its one address; nothing for what is not shown."""
    if not thing.is_visible:
        raise Http404
    if slug != thing.slug:
        return redirect(thing, permanent=True)
    segment = next(path for path, model in KINDS.items() if isinstance(thing, model))
    kind, acts = PLACES[segment]
    known = {"thing": thing, "kind": kind, "segment": segment, "today": clock.today()}
    context = {
        **known,
        "sheet": sheet(thing),
        "act_sections": shown_sections(acts, **known),
        "sections": shown_sections(kind, **known),
    }
    return render_page(request, f"catalogue/{kind}.html", context)


@require_safe
@public_page
def venue(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A venue; one that was merged leads to the other."""
    row = get_object_or_404(Venue.objects.select_related("merged_into"), pk=pk)
    if row.merged_into and row.merged_into.is_visible:
        return redirect(row.merged_into, permanent=True)
    return thing_page(request, row, slug, thing_queries.venue_sheet)


@require_safe
@public_page
def offer(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """An event, an exhibition, another offer."""
    row = get_object_or_404(Offer.objects.select_related("venue"), pk=pk)
    return thing_page(request, row, slug, partial(thing_queries.offer_sheet, today=clock.today()))


@require_safe
@public_page
def work(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A book, a film, a record."""
    row = get_object_or_404(Work.objects.prefetch_related("identifiers"), pk=pk)
    return thing_page(request, row, slug, thing_queries.work_sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """Say what is wrong on a page; anyone may, a robot is thanked and forgotten."""
    thing: Any = get_object_or_404(KINDS[kind], pk=pk, is_visible=True)
    form = ReportErrorForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "thing": thing, "thing_word": thing_queries.thing_kind_word(thing)}
    if request.method != "POST":
        return render_page(request, "catalogue/report_error.html", context)
    if (
        form.is_valid()
        and not form.cleaned_data["website"]
        and is_too_often(request, "report_error", limit=REPORTS_PER_HOUR, seconds=3600)
    ):
        form.add_error(
            None, _("Tu as déjà signalé plusieurs erreurs. Rien n’est perdu\u202f: réessaie dans une heure.")
        )
    if not form.is_valid():
        return render_page(request, "catalogue/report_error.html", context, status=422)
    if not form.cleaned_data["website"]:
        by = request.user if isinstance(request.user, Person) else None
        report(thing=thing, detail=form.cleaned_data["detail"], by=by)
    messages.success(request, _("Merci\u202f! L’équipe a reçu ton signalement et vérifie sous sept jours."))
    return redirect(thing)


@require_safe
@public_page
def source_page(request: HttpRequest) -> HttpResponse:
    """Where the catalogue comes from, under which licences."""
    return render_page(request, "catalogue/source_list.html", {"sources": source_list()})
