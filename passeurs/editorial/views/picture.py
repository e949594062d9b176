"""The files that the team's pages show."""

from __future__ import annotations

import mimetypes

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document

from passeurs.editorial.models import Picture, PictureRendition
from passeurs.editorial.queries.page import is_in_public_use
from passeurs.editorial.rules.page import can_edit_pages

YEAR = 31_536_000
UNKNOWN = "application/octet-stream"


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
