"""The team's pages at their addresses, and the files they show."""

from __future__ import annotations

import mimetypes

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document

from passeurs.core.page_cache import public_page
from passeurs.editorial.models import Picture, PictureRendition
from passeurs.editorial.queries.pages import is_in_public_use, published_page
from passeurs.editorial.rules.pages import can_edit_pages

YEAR = 31_536_000
UNKNOWN = "application/octet-stream"


@public_page
def page(request: HttpRequest, path: str) -> HttpResponse:
    """The page online at this address. Last of all URLs: whatever no other view holds comes here."""
    found = published_page(path)
    if found is None:
        # Whatever is sent to an address that does not exist is told so, not that it may only be read.
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return found.serve(request)


# The frame asks whether an address has a view of its own (core.context_processors): this one does not count.
page.is_catch_all = True


@require_safe
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    """One size of a picture, for ever the same under its name, as long as a page online shows it."""
    rendition = get_object_or_404(PictureRendition.objects.select_related("image"), file=f"images/{name}")
    return _file(request, rendition.image, rendition.file)


@require_safe
def document_file(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """A document to download, as long as a page online links to it."""
    document = get_object_or_404(Document, pk=pk)
    if document.filename != name:
        raise Http404
    response = _file(request, document, document.file)
    response["Content-Disposition"] = content_disposition_header(True, document.filename) or "attachment"
    return response


def _file(request: HttpRequest, thing: Picture | Document, file: FieldFile) -> HttpResponse:
    """The bytes of a file of the library; to the public only what a page online shows, so that drafts do not leak."""
    is_public = is_in_public_use(thing)
    if not is_public and not can_edit_pages(request.user):
        raise Http404
    try:
        with file.storage.open(file.name) as content:
            response = HttpResponse(content.read(), content_type=mimetypes.guess_type(file.name)[0] or UNKNOWN)
    except FileNotFoundError as error:
        raise Http404 from error
    if is_public and isinstance(thing, Picture):
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where the map of the site is."""
    return render(request, "editorial/robots.txt", content_type="text/plain; charset=utf-8")
