"""The pin button, wherever a venue is shown: one query a page, none for a visitor."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from passeurs.catalogue.models import Venue
from passeurs.catalogue.queries.card import Card
from passeurs.catalogue.queries.pin import pinned_ids
from passeurs.catalogue.rules import can_pin_venue
from passeurs.people.models import Person

register = template.Library()


def _pinned(request: HttpRequest) -> frozenset[int]:
    """What the person holds, asked once for all the buttons of the page."""
    known: frozenset[int] | None = getattr(request, "pinned_venue_ids", None)
    if known is None:
        known = pinned_ids(request.user)
        request.pinned_venue_ids = known  # type: ignore[attr-defined]
    return known


def _button(context: Any, venue_id: int, name: str, *, is_compact: bool, reason: str = "") -> dict[str, Any]:
    request = context.get("request")
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    return {
        "csrf_token": context.get("csrf_token") if person else "",
        "person": person,
        "venue_id": venue_id,
        "name": name,
        "is_pinned": person is not None and venue_id in _pinned(request),
        "is_compact": is_compact,
        "reason": reason,
        "back": request.get_full_path() if request else "",
    }


@register.inclusion_tag("catalogue/pin_button.html", takes_context=True)
def pin_button(context: Any, venue: Venue) -> dict[str, Any]:
    """On the page of a venue: to pin it, to take it off, or why not; a visitor is led to sign in."""
    request = context["request"]
    reason = ""
    if isinstance(request.user, Person):
        reason = can_pin_venue(request.user, venue, pinned=_pinned(request)).reason
    return _button(context, venue.pk, venue.name, is_compact=False, reason=reason)


@register.inclusion_tag("catalogue/pin_button.html", takes_context=True)
def pin_mark(context: Any, card: Card) -> dict[str, Any]:
    """On a card: the pin alone, for who is signed in; nothing for a card that is not a venue's."""
    return _button(context, card.venue_id or 0, card.title, is_compact=True)
