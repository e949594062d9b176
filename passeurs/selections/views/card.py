"""The card to embed elsewhere, and oEmbed."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from passeurs.catalogue.queries.category import poster_category
from passeurs.core.htmx import render_page
from passeurs.core.number import read_number
from passeurs.core.page_cache import public_page
from passeurs.selections import queries
from passeurs.selections.models import Selection
from passeurs.selections.queries.credit import credit_line

CARD_WIDTH, CARD_HEIGHT = 560, 320
CARD_ITEMS = 3


@require_safe
@public_page
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """A selection as a small page for the frames of other sites: no script, no cookie."""
    found = get_object_or_404(queries.credited(Selection.objects.published()), slug=slug)
    items = queries.selection_items(found)
    context = {
        "selection": found,
        "category": poster_category(items[0].thing) if items else "rencontre",
        "shown": items[:CARD_ITEMS],
        "more": max(len(items) - CARD_ITEMS, 0),
    }
    response = render_page(request, "selections/embed_card.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@public_page
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 of the address of a published selection; 404 for any other address, 501 for XML."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(_("Seul le format json existe ici."), status=501, content_type="text/plain; charset=utf-8")
    found = _embedded(request.GET.get("url", ""))
    width = _at_most(request.GET.get("maxwidth"), CARD_WIDTH)
    height = _at_most(request.GET.get("maxheight"), CARD_HEIGHT)
    frame = {"selection": found, "width": width, "height": height, "site_url": settings.SITE_URL}
    data = {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "author_name": credit_line(found),
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL,
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": render_to_string("selections/embed_frame.html", frame).strip(),
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _embedded(url: str) -> Selection:
    """The published selection at an address of this very site; 404 otherwise."""
    try:
        parts, ours = urlsplit(url), urlsplit(settings.SITE_URL)
        # An address copied without its last slash means the same page.
        path = unquote(parts.path).rstrip("/") + "/"
        match = resolve(path) if parts.netloc == ours.netloc else None
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if match is None or parts.scheme not in ("http", "https") or match.view_name != "selections:selection":
        raise Http404
    return get_object_or_404(queries.credited(Selection.objects.published()), slug=match.kwargs["slug"])


def _at_most(asked: str | None, usual: int) -> int:
    """Never more than what is asked, as oEmbed has it; what is no size of a frame asks nothing."""
    size = read_number(asked) or 0
    return min(size, usual) if 0 < size < 100_000 else usual
