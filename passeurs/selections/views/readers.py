"""Readers' pages, without an account: the list to take away and its files, a reading counted; authors' readers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.core.throttle import is_too_often
from passeurs.selections import actions, exports, rules
from passeurs.selections.choices import CountKind
from passeurs.selections.models import AuthorFeed, Selection
from passeurs.selections.queries import readers
from passeurs.selections.queries.taking import Taken, pinned_beside, take_refs, take_selection

FILES_PER_MINUTE = 30
READS_PER_HOUR = 120
# Words of the names that programs give themselves; looked at, never kept.
ROBOTS = (
    "bot",
    "crawl",
    "spider",
    "preview",
    "facebookexternal",
    "whatsapp",
    "curl",
    "wget",
    "python",
    "headlesschrome",
)


def _taken(request: HttpRequest) -> Taken:
    slug = request.GET.get("de", "")
    at = clock.now()
    return take_selection(slug, at) if slug else take_refs(request.GET.get("l", ""), at)


@require_safe
@public_page
def take_away(request: HttpRequest) -> HttpResponse:
    """A list to take away: of a selection (`de`), of things (`l`), or of what the device kept (its script names it)."""
    taken = _taken(request)
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

    def draw(taken: Taken) -> bytes:
        page_url = taken.url or settings.SITE_URL + reverse("selections:take-away") + f"?{taken.query}"
        return exports.take_away_pdf(taken, page_url=page_url)

    return _file(request, "pdf", "application/pdf", draw)


def _file(request: HttpRequest, ending: str, kind: str, make: Callable[[Taken], bytes]) -> HttpResponse:
    """A file of the list, counted when it is a selection's and a person seems to ask."""
    if is_too_often(request, "take_away", limit=FILES_PER_MINUTE, seconds=60):
        return render_page(request, "selections/too_often.html", status=429)
    taken = _taken(request)
    response = HttpResponse(make(taken), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(taken)}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    if taken.selection and request.method == "GET" and _seems_a_reader(request, taken.selection):
        actions.count_reader(selection=taken.selection, kind=CountKind.TAKEN)
    return response


def _seems_a_reader(request: HttpRequest, selection: Selection) -> bool:
    """Not a robot, not a browser that fetches ahead, not the author."""
    name = request.META.get("HTTP_USER_AGENT", "").lower()
    is_robot = not name or any(word in name for word in ROBOTS)
    is_ahead = "prefetch" in request.META.get("HTTP_SEC_PURPOSE", "") or "HTTP_X_MOZ" in request.META
    return not is_robot and not is_ahead and selection.author_id != request.user.pk


@csrf_exempt
@require_POST
def count_reading(request: HttpRequest, slug: str) -> HttpResponse:
    """A page that stayed open some seconds says so, without saying who; more than a person reads is not counted."""
    found = get_object_or_404(Selection.objects.published(), slug=slug)
    is_ours = request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
    too_many = is_too_often(request, "count_reading", limit=READS_PER_HOUR, seconds=3600)
    again = is_too_often(request, f"count_reading:{found.pk}", limit=1, seconds=1800)
    if is_ours and not too_many and not again and _seems_a_reader(request, found):
        actions.count_reader(selection=found, kind=CountKind.READ)
    return HttpResponse(status=204)


@require_safe
@login_required
def my_readers(request: HttpRequest) -> HttpResponse:
    """An author's readers in round figures, and the author's feed."""
    context = {
        "rows": readers.readers_of(request.user),
        "feed": AuthorFeed.objects.filter(person=request.user).first(),
        "verdict": rules.can_open_author_feed(request.user),
    }
    return render_page(request, "selections/my_readers.html", context)


@require_POST
@login_required
def author_feed(request: HttpRequest) -> HttpResponse:
    """Open or close one's feed."""
    if request.POST.get("do") == "close":
        actions.close_author_feed(by=request.user)
        messages.success(request, _("Ton flux est fermé : son adresse ne répond plus."))
    else:
        actions.open_author_feed(by=request.user)
        messages.success(request, _("Ton flux est ouvert. Donne son adresse à qui tu veux."))
    return redirect("selections:my-readers")
