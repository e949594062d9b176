"""The team's pages at their addresses."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.http import require_safe

from passeurs.core.page_cache import public_page
from passeurs.editorial.queries.page import published_page


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
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where the map of the site is."""
    return render(request, "editorial/robots.txt", content_type="text/plain; charset=utf-8")
