"""Venues, offers and works as they are shared: only what has a public page."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import Truncator

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries import category
from passeurs.catalogue.templatetags.thing import thing_label, thing_meta, thing_seed
from passeurs.core import clock
from passeurs.core.number import read_number
from passeurs.core.registry import Shareable

TITLE, TEXT, ALIKE = 140, 300, 3


def shareable(thing: Venue | Offer | Work) -> Shareable:
    """A thing that has a public page, as it is shared: whoever calls has made sure that it has one."""
    city = "" if isinstance(thing, Work) else thing.city_name
    meta = thing_meta(thing)
    description = "" if isinstance(thing, Work) else thing.description
    return Shareable(
        kind=type(thing).__name__.lower(),
        ref=str(thing.pk),
        title=Truncator(str(thing)).chars(TITLE),
        url=thing.get_absolute_url(),
        kicker=" · ".join(part for part in (thing_label(thing), city) if part),
        text=". ".join(part for part in (meta, Truncator(description).chars(TEXT)) if part),
        category=category.poster_category(thing),
        seed=thing_seed(thing),
        hashtags=tuple(part for part in (city, category.domain_label(_domain(thing))) if part),
        credit=thing.creators if isinstance(thing, Work) else "",
    )


def _domain(thing: Venue | Offer | Work) -> str:
    if isinstance(thing, Venue):
        return str(thing.domains[0]) if thing.domains else ""
    return category.domain_of(thing.subcategory)


def _number(ref: str) -> int:
    """The number that a reference is; 0, which nothing has, for any other text."""
    return read_number(ref) or 0


def share_venue(ref: str) -> Shareable | None:
    """The venue of this number, when it has a page."""
    found = Venue.objects.visible().filter(pk=_number(ref)).first()
    return shareable(found) if found else None


def share_offer(ref: str) -> Shareable | None:
    """The offer of this number, when it has a page."""
    found = Offer.objects.visible().select_related("venue").filter(pk=_number(ref)).first()
    return shareable(found) if found else None


def share_work(ref: str) -> Shareable | None:
    """The work of this number, when it has a page."""
    found = Work.objects.visible().filter(pk=_number(ref)).first()
    return shareable(found) if found else None


def offers_alike(ref: str) -> list[Shareable]:
    """What comes next in the commune of an offer that is gone."""
    gone = Offer.objects.filter(pk=_number(ref)).first()
    if gone is None or not gone.insee:
        return []
    coming = Offer.objects.visible().filter(insee=gone.insee, ends_on__gte=clock.today(), is_cancelled=False)
    rows = coming.exclude(pk=gone.pk).select_related("venue").order_by("ends_on", "pk")[:ALIKE]
    return [shareable(row) for row in rows]


SHAREABLES: dict[str, Callable[[str], Shareable | None]] = {
    "venue": share_venue,
    "offer": share_offer,
    "work": share_work,
}
