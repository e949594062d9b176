"""Pages opened by a private link: which thing it opens, or a page that says why not and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from passeurs.core.htmx import render_page
from passeurs.people.models import Guardianship
from passeurs.recruitment.actions.application import prove_application
from passeurs.recruitment.queries.application import CANDIDATE_LINK, GUARDIAN_LINK, open_link, with_call

View = Callable[..., HttpResponse]


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, told to nobody."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def dead_link(request: HttpRequest, *, is_guardian: bool, token: str, is_known: bool) -> HttpResponse:
    """410 when the link is over, 404 when it was never made; either says how to get another."""
    context = {"is_guardian": is_guardian, "token": token, "is_known": is_known}
    return _private(render_page(request, "recruitment/dead_link.html", context, status=410 if is_known else 404))


def with_application(view: View) -> View:
    """Give the view the application that its token opens."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        link, is_open = open_link(token, CANDIDATE_LINK)
        application = with_call(link.subject_id) if link and is_open else None
        if link is None or application is None:
            return dead_link(request, is_guardian=False, token=token, is_known=link is not None)
        if link.is_mailed and application.proven_at is None:
            prove_application(application=application)
        return _private(view(request, token, application, *args, **kwargs))

    return opened


def with_guardianship(view: View) -> View:
    """Give the view the guardianship that its token opens, and the file it is about."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        link, is_open = open_link(token, GUARDIAN_LINK)
        rows = Guardianship.objects.select_related(
            "application__call__charter", "application__call__season__programme", "application__season_city__city"
        ).filter(application__isnull=False)
        found = rows.filter(pk=link.subject_id).first() if link and is_open else None
        if link is None or found is None:
            return dead_link(request, is_guardian=True, token=token, is_known=link is not None)
        return _private(view(request, token, found, *args, **kwargs))

    return opened
