"""What leaves the site: secret previews, the card to embed, oEmbed, feeds."""

from __future__ import annotations

import hashlib
from urllib.parse import unquote, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_safe

from passeurs.catalogue.queries.category import poster_category
from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.page_cache import public_page
from passeurs.people.choices import ConsentPurpose
from passeurs.selections import actions, feeds, queries, rules
from passeurs.selections.models import AuthorFeed, PreviewLink, Selection
from passeurs.selections.queries import readers
from passeurs.selections.queries.credit import credit_line
from passeurs.selections.views.public import selection_context

CARD_WIDTH, CARD_HEIGHT = 560, 320
CARD_LEAST = 200
CARD_ITEMS = 3


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preview_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The secret address of one's selection: make it, make another, revoke it."""
    found = get_object_or_404(Selection.objects.written_by(request.user), pk=pk)
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            actions.revoke_preview_link(selection=found, by=request.user)
            messages.success(request, _("Le lien ne marche plus, pour personne."))
        else:
            actions.make_preview_link(selection=found, by=request.user)
            messages.success(request, _("Ton lien est prêt. L’ancien, s’il y en avait un, ne marche plus."))
        return redirect("selections:preview-link", pk)
    link = found.preview_links.filter(revoked_at__isnull=True).first()
    context = {
        "selection": found,
        "link": link if link and link.is_working(clock.now()) else None,
        "verdict": rules.can_share_preview(request.user, found),
        "days": settings.PREVIEW_DAYS,
    }
    return render_page(request, "selections/preview_link.html", context)


@require_safe
@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """A selection under its secret address, while the link works; otherwise nothing was ever here."""
    link = get_object_or_404(PreviewLink, token=token)
    if not link.is_working(clock.now()):
        raise Http404
    found = get_object_or_404(readers.readable(Selection.objects.all()), pk=link.selection_id)
    context = selection_context(found) | {"is_preview": True, "link": link}
    response = render_page(request, "selections/selection.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


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
        match = resolve(unquote(parts.path)) if parts.netloc == ours.netloc else None
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if match is None or parts.scheme not in ("http", "https") or match.view_name != "selections:selection":
        raise Http404
    return get_object_or_404(queries.credited(Selection.objects.published()), slug=match.kwargs["slug"])


def _at_most(asked: str | None, usual: int) -> int:
    return max(CARD_LEAST, min(int(asked), usual)) if asked and asked.isdecimal() and len(asked) < 6 else usual


@require_safe
@public_page
def feed(request: HttpRequest, extension: str) -> HttpResponse:
    """The newest selections of a list, by its own filters, as Atom or JSON Feed."""
    filters = readers.Filters.of(request.GET)
    choices = readers.list_choices(filters, request.GET) if filters.city or filters.theme else readers.Choices()
    if (filters.city and not choices.city) or (filters.theme and not choices.theme):
        raise Http404
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    channel = feeds.Channel(
        title=f"{readers.list_title(filters, choices)} · {settings.SITE_NAME}",
        page_path=reverse("selections:selection-list") + query,
        feed_path=request.get_full_path(),
    )
    return _feed(request, extension, channel, readers.found_selections(filters))


@require_safe
@public_page
def feed_of_author(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """An author's feed, while it is open and the author agrees to be named."""
    agreed = {"person__consents__purpose": ConsentPurpose.PUBLIC_NAME, "person__consents__withdrawn_at__isnull": True}
    row = get_object_or_404(AuthorFeed.objects.filter(**agreed).select_related("person__profile"), slug=slug)
    name = {"name": row.person.public_name}
    channel = feeds.Channel(
        title=_("Les sélections de %(name)s") % name + f" · {settings.SITE_NAME}",
        page_path=reverse("selections:selection-list"),
        feed_path=request.path,
    )
    return _feed(request, extension, channel, queries.published_selections().filter(author=row.person))


def _feed(request: HttpRequest, extension: str, channel: feeds.Channel, found: object) -> HttpResponse:
    """The feed, or 304 when the reader has it already; its tag is that of its bytes."""
    entries = feeds.feed_entries(found)
    content = (feeds.atom if extension == "atom" else feeds.json_feed)(channel, entries)
    # The same tag as the kept page has, so that a reader meets one only.
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    changed = int(feeds.changed_at(entries).timestamp())
    response = HttpResponse(content, content_type=feeds.FORMATS[extension])
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response)
