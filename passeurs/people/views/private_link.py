"""What every page opened by a private link answers with: kept by nobody, and words for a link that is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from passeurs.core.htmx import render_page


def uncached(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, told to nobody."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def expired_link_page(
    request: HttpRequest, template: str, *, token: str, is_known: bool, **context: object
) -> HttpResponse:
    """410 when the link is over, 404 when it was never made; the app's `template` says how to get another."""
    context |= {"token": token, "is_known": is_known}
    return uncached(render_page(request, template, context, status=410 if is_known else 404))
