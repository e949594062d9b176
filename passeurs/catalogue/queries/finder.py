"""One box that finds anything of the catalogue: a name, an ISBN, a pass Culture link."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.importers.machinery.identifier import ean13, is_rounded_isbn
from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.identifier import looks_like_isbn, parse_pass_culture_link
from passeurs.core import clock
from passeurs.core.search.find import search

PER_KIND = 12
# About 25 km: « near me » for someone who takes a bus.
AROUND_DEGREES = 0.3


@dataclass(frozen=True)
class Finding:
    """What was found, and what the person may do when nothing was: `ean` or `pass_offer` can be proposed."""

    things: tuple[Venue | Offer | Work, ...] = ()
    ean: str = ""
    pass_offer: str = ""
    is_wrong_isbn: bool = False
    is_rounded_isbn: bool = False


def find_things(text: str, *, lat: float | None = None, lon: float | None = None) -> Finding:
    """Venues, offers and works found by `text`; among equal names the nearest of (`lat`, `lon`) first."""
    text = text.strip()
    kind, number = parse_pass_culture_link(text)
    ean = "" if kind else ean13(text)
    if ean:
        works = Work.objects.visible().filter(identifiers__kind=IdentifierKind.EAN13, identifiers__value=ean)
        return Finding(things=tuple(works), ean=ean)
    if looks_like_isbn(text):
        return Finding(is_wrong_isbn=True)
    if is_rounded_isbn(text):
        return Finding(is_rounded_isbn=True)
    if kind == "offre":
        return Finding(things=_by_pass_offer(number), pass_offer=number)
    if kind == "lieu":
        return Finding(things=tuple(Venue.objects.visible().filter(identifiers__pass_culture=number)))
    things: list[Venue | Offer | Work] = []
    groups = [
        _ranked(Venue.objects.visible(), text, lat, lon),
        _ranked(Offer.objects.visible().select_related("venue"), text, lat, lon),
        _ranked(Work.objects.visible(), text, None, None),
    ]
    # One of each kind in turn: a common name of venues must not hide the book.
    for index in range(PER_KIND):
        things += [group[index] for group in groups if index < len(group)]
    return Finding(things=tuple(things))


def _by_pass_offer(number: str) -> tuple[Offer | Work, ...]:
    works = Work.objects.visible().filter(
        identifiers__kind=IdentifierKind.PASS_CULTURE_OFFER, identifiers__value=number
    )
    return tuple(works) or tuple(Offer.objects.visible().filter(identifiers__pass_culture=number))


def _ranked(queryset: QuerySet, text: str, lat: float | None, lon: float | None) -> list:
    """Rows in rank order; those around the point before those of the rest of the country."""
    plain = queryset.select_related(None).order_by()
    ids: dict[int, None] = {}
    if lat is not None and lon is not None:
        around = plain.filter(
            lat__range=(lat - AROUND_DEGREES, lat + AROUND_DEGREES),
            lon__range=(lon - AROUND_DEGREES, lon + AROUND_DEGREES),
        )
        ids |= dict.fromkeys(search(around, text, limit=PER_KIND))
    if len(ids) < PER_KIND:
        ids |= dict.fromkeys(search(plain, text, limit=PER_KIND))
    rows: dict[int, Model] = queryset.in_bulk(list(ids))
    found = [rows[pk] for pk in ids if pk in rows][:PER_KIND]
    # What is over stays findable, after what one can still go to.
    return sorted(found, key=lambda row: isinstance(row, Offer) and row.is_over(clock.today()))
