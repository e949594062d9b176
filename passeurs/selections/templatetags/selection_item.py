"""How a selection is read: its sections, the health of its items, how a device names a thing, a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock
from passeurs.selections.choices import Freshness
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries import freshness, selection_items
from passeurs.selections.queries import replacement as replacement_queries
from passeurs.selections.queries import take_away as take_away_queries

register = template.Library()

FLAG_ICONS = {
    Freshness.ENDS_SOON: "clock",
    Freshness.PAST: "history",
    Freshness.CANCELLED: "ban",
    Freshness.CLOSED: "lock",
    Freshness.VANISHED: "circle-slash",
}


@register.filter
def health(item: SelectionItem) -> freshness.Health:
    """Whether one can still go to, see or read an item, now."""
    return freshness.health_of(item, clock.now())


@register.filter
def flag_icon(item_health: freshness.Health) -> str:
    """The icon of what is not simply alive."""
    return FLAG_ICONS.get(item_health.state, "info")


@register.filter
def thing_ref(thing: Venue | Offer | Work) -> str:
    """How a device keeps a thing: « lieu-12 »."""
    return take_away_queries.thing_ref(thing)


@register.filter
def thing_value(thing: Venue | Offer | Work) -> str:
    """What a form sends of a thing: « venue:12 »."""
    return f"{type(thing).__name__.lower()}:{thing.pk}"


@register.filter
def by_section(items: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Items (or lines) under the headings they open; what comes before the first heading has none."""
    groups: list[tuple[str, list[Any]]] = []
    for item in items:
        if item.section or not groups:
            groups.append((item.section, []))
        groups[-1][1].append(item)
    return groups


@register.simple_tag
def flags_of(selection: Selection) -> list[tuple[SelectionItem, freshness.Health]]:
    """What there is to say of the items of a selection now. One query."""
    return replacement_queries.flags(selection_items(selection), clock.now())


@register.simple_tag
@lru_cache(maxsize=512)
def qr(url: str, label: str) -> SafeString:
    """The QR code of an address, for paper."""
    import segno

    # A given mask is as readable as the best one, and six times quicker than trying them all.
    code = segno.make(url, micro=False, error="m", mask=2)
    drawing = code.svg_inline(border=0, dark="#000", omitsize=True, title=label)
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))
