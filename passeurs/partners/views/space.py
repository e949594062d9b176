"""The partner's space: what its private link opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passeurs.core import clock
from passeurs.core.htmx import render_page
from passeurs.core.sections import shown_sections
from passeurs.core.throttle import is_too_often
from passeurs.core.verdict import Refused
from passeurs.partners.actions.contact import note_visit
from passeurs.partners.queries.contact import contact_of
from passeurs.people.actions import take_up_link
from passeurs.people.views.private_link import expired_link_page, uncached

WRITES_PER_HOUR = 30
View = Callable[..., HttpResponse]
EXPIRED = "partners/expired_link.html"


@require_safe
def space(request: HttpRequest, token: str) -> HttpResponse:
    """The partner's space: what waits for a word, what comes next, what was agreed; each app shows its part."""
    link, contact = contact_of(token)
    if link is None or contact is None:
        return expired_link_page(request, EXPIRED, token=token, is_known=link is not None)
    at = clock.now()
    take_up_link(link=link, at=at)
    note_visit(contact=contact, at=at)
    known: dict[str, Any] = {"token": token, "contact": contact, "partnership": contact.partnership, "at": at}
    with timezone.override(contact.partnership.season_city.city.time_zone):
        context = known | {"sections": shown_sections("partner-space", **known)}
        return uncached(render_page(request, "partners/space.html", context))


def with_contact(view: View) -> View:
    """Open the space of a link for `view(request, token, contact, …)`; expired links, floods, refusals too."""

    def opened(request: HttpRequest, token: str, **known: Any) -> HttpResponse:
        link, contact = contact_of(token)
        if contact is None:
            return expired_link_page(request, EXPIRED, token=token, is_known=link is not None)
        if request.method == "POST" and is_too_often(request, "partner_space", limit=WRITES_PER_HOUR, seconds=3600):
            messages.error(request, _("Trop d’envois depuis cette connexion. Réessayez dans une heure."))
            return uncached(redirect("partners:space", token))
        try:
            return uncached(view(request, token, contact, **known))
        except Refused as error:
            messages.error(request, error.verdict.reason)
            return uncached(redirect("partners:space", token))

    return opened
