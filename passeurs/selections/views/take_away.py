"""The list to take away and its files, without an account."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.throttle import is_too_often
from passeurs.selections import actions, exports
from passeurs.selections.choices import CountKind
from passeurs.selections.queries.take_away import TakeAway, pinned_beside, take_refs, take_selection
from passeurs.selections.views.day_count import seems_a_reader

FILES_PER_MINUTE = 30


def _asked_list(request: HttpRequest) -> TakeAway:
    slug = request.GET.get("de", "")
    at = clock.now()
    return take_selection(slug, at) if slug else take_refs(request.GET.get("l", ""), at)


@require_safe
@public_page
def take_away(request: HttpRequest) -> HttpResponse:
    """A list to take away: of a selection (`de`), of things (`l`), or of what the device kept (its script names it)."""
    taken = _asked_list(request)
    page_url = taken.url or settings.SITE_URL + reverse("selections:take-away") + f"?{taken.query}"
    pins = pinned_beside(request.user) if taken.selection is None else None
    return render_page(request, "selections/take_away.html", {"taken": taken, "page_url": page_url, "pins": pins})


@require_safe
def take_away_ics(request: HttpRequest) -> HttpResponse:
    """The events of the list for a calendar."""
    return _file(request, "ics", "text/calendar; charset=utf-8", exports.take_away_ics)


@require_safe
def take_away_gpx(request: HttpRequest) -> HttpResponse:
    """The places of the list for a map."""
    return _file(request, "gpx", "application/gpx+xml", exports.take_away_gpx)


@require_safe
def take_away_pdf(request: HttpRequest) -> HttpResponse:
    """The list on paper."""

    def draw(taken: TakeAway) -> bytes:
        page_url = taken.url or settings.SITE_URL + reverse("selections:take-away") + f"?{taken.query}"
        return exports.take_away_pdf(taken, page_url=page_url)

    return _file(request, "pdf", "application/pdf", draw)


def _file(request: HttpRequest, ending: str, kind: str, make: Callable[[TakeAway], bytes]) -> HttpResponse:
    """A file of the list, counted when it is a selection's and a person seems to ask."""
    if is_too_often(request, "take_away", limit=FILES_PER_MINUTE, seconds=60):
        return render_page(request, "selections/too_often.html", status=429)
    taken = _asked_list(request)
    response = HttpResponse(make(taken), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(taken)}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    if taken.selection and request.method == "GET" and seems_a_reader(request, taken.selection):
        actions.count_reader(selection=taken.selection, kind=CountKind.TAKEN)
    return response
