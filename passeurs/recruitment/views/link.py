"""Pages opened by a private link: which thing it opens, or a page that says why not and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from passeurs.people.actions import take_up_link
from passeurs.people.models import Guardianship
from passeurs.people.views.private_link import expired_link_page, uncached
from passeurs.recruitment.actions.application import prove_application
from passeurs.recruitment.queries.application import CANDIDATE_LINK, GUARDIAN_LINK, open_link, with_call

View = Callable[..., HttpResponse]
EXPIRED = "recruitment/expired_link.html"


def with_application(view: View) -> View:
    """Give the view the application that its token opens."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        link, is_open = open_link(token, CANDIDATE_LINK)
        application = with_call(link.subject_id) if link and is_open else None
        if link is None or application is None:
            return expired_link_page(request, EXPIRED, is_guardian=False, token=token, is_known=link is not None)
        take_up_link(link=link)
        if link.is_mailed and application.proven_at is None:
            prove_application(application=application)
        return uncached(view(request, token, application, *args, **kwargs))

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
            return expired_link_page(request, EXPIRED, is_guardian=True, token=token, is_known=link is not None)
        take_up_link(link=link)
        return uncached(view(request, token, found, *args, **kwargs))

    return opened
