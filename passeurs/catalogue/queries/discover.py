"""The discover page: one frozen answer for one set of filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from passeurs.catalogue.queries.accessibility import access_label
from passeurs.catalogue.queries.card import Card, offer_cards, venue_card
from passeurs.catalogue.queries.category import activity_label, domain_label, subcategory_label
from passeurs.catalogue.queries.place import Place, PlaceMeant, find_place
from passeurs.catalogue.queries.proximity import (
    RADII_KM,
    Filters,
    around,
    events_matching,
    nearest_distance,
    venues_matching,
)
from passeurs.core.geo.nearby import load, within

PAGE_SIZE = 20


@dataclass(frozen=True)
class Chip:
    """A filter as a link: adds itself when off, removes itself when on."""

    label: str
    url: str
    is_on: bool = False


@dataclass(frozen=True)
class Discovered:
    """What is shown. `place` is None while there is nowhere to look around."""

    found: PlaceMeant
    is_events: bool = False
    radius_km: int = 0
    cards: list[Card] = field(default_factory=list)
    page: Page[Any] | None = None
    count: int = 0
    active: list[Chip] = field(default_factory=list)
    kinds: list[Chip] = field(default_factory=list)
    tabs: list[Chip] = field(default_factory=list)
    wider: Chip | None = None
    # With a filter on accessibility: how many more are near of which nobody said anything.
    untold_count: int = 0

    @property
    def place(self) -> Place | None:
        """Where we look."""
        return self.found.place


class Link:
    """Makes URLs of the same page with other filters; the page number never survives a change of filter."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query.copy()
        self.query.pop("page", None)
        for name in [name for name in self.query if not any(self.query.getlist(name))]:
            del self.query[name]

    def _url(self, query: QueryDict) -> str:
        return f"?{query.urlencode()}" if query else "?"

    def with_value(self, name: str, value: str, *, without: tuple[str, ...] = ()) -> str:
        """`name` set to `value`; the names in `without` dropped."""
        query = self.query.copy()
        for other in without:
            query.pop(other, None)
        query[name] = value
        return self._url(query)

    def without(self, *names: str) -> str:
        """Some names dropped."""
        query = self.query.copy()
        for name in names:
            query.pop(name, None)
        return self._url(query)

    def toggled(self, name: str, value: str) -> str:
        """`value` added to the list of `name`, or taken out of it."""
        query = self.query.copy()
        values = query.getlist(name)
        query.setlist(name, [one for one in values if one != value] if value in values else [*values, value])
        return self._url(query)


@dataclass(frozen=True)
class Search:
    """What a valid form asks for: the place as typed, the name of the days wanted, what is kept around it."""

    where: str
    when: str
    radius_km: int
    is_events: bool
    filters: Filters


def discover(search: Search, query: QueryDict, *, today: dt.date) -> Discovered:
    """What a search finds. At most six queries, whatever is found."""
    found = find_place(search.where)
    link = Link(query)
    filters, is_events, km = search.filters, search.is_events, search.radius_km
    if found.place is None:
        return Discovered(found=found, active=_active(search, link, ()))
    rows = events_matching(filters, today=today) if is_events else venues_matching(filters)
    near = around(rows, found.place.lat, found.place.lon, km, kind_field="subcategory" if is_events else "kind")
    page = Paginator(near.hits, PAGE_SIZE).get_page(query.get("page"))
    things = load(rows, list(page.object_list))
    label = subcategory_label if is_events else activity_label
    return Discovered(
        found=found,
        is_events=is_events,
        radius_km=km,
        cards=offer_cards(things, today=today, from_day=filters.from_day)
        if is_events
        else [venue_card(thing) for thing in things],
        page=page,
        count=len(near.hits),
        active=_active(search, link, filters.kinds, label),
        kinds=_kinds(near.kinds, filters.kinds, link, label),
        tabs=_tabs(is_events, link),
        wider=None if near.hits else _wider(rows, found.place, km, link),
        untold_count=_untold(filters, found.place, km, today=today, is_events=is_events) if filters.access else 0,
    )


def _untold(filters: Filters, place: Place, km: int, *, today: dt.date, is_events: bool) -> int:
    """How many of the same, without the filter on accessibility, have no accessibility told."""
    plain = replace(filters, access=())
    rows = events_matching(plain, today=today) if is_events else venues_matching(plain)
    return len(within(rows.filter(accessibility={}), place.lat, place.lon, km))


def _kinds(present: list[str], chosen: tuple[str, ...], link: Link, label: Callable[[str], str]) -> list[Chip]:
    chips = [Chip(label(kind), link.toggled("type", kind)) for kind in present if kind not in chosen]
    return sorted(chips, key=lambda chip: chip.label)


def _tabs(is_events: bool, link: Link) -> list[Chip]:
    dropped = ("type", "quand", "du", "au")
    return [
        Chip(_("Lieux"), link.with_value("quoi", "lieux", without=dropped), is_on=not is_events),
        Chip(_("Événements"), link.with_value("quoi", "evenements", without=dropped), is_on=is_events),
    ]


def _active(search: Search, link: Link, kinds: tuple[str, ...], label: Callable[[str], str] = str) -> list[Chip]:
    filters = search.filters
    chips = [Chip(label(kind), link.toggled("type", kind), is_on=True) for kind in kinds]
    if filters.text:
        chips.append(Chip(f"«\u202f{filters.text}\u202f»", link.without("q"), is_on=True))
    if filters.domain:
        chips.append(Chip(domain_label(filters.domain), link.without("domaine"), is_on=True))
    chips += [Chip(access_label(need), link.toggled("acces", need), is_on=True) for need in filters.access]
    if search.when:
        days = _days(search.when, filters.from_day, filters.to_day)
        chips.append(Chip(days, link.without("quand", "du", "au"), is_on=True))
    return chips


def _days(wanted: str, first: dt.date | None, last: dt.date | None) -> str:
    names = {"aujourdhui": _("Aujourd’hui"), "week-end": _("Ce week-end")}
    if wanted in names:
        return names[wanted]
    if first and last:
        return _("Du %(first)s au %(last)s") % {"first": date_format(first, "j F"), "last": date_format(last, "j F")}
    if first:
        return _("À partir du %s") % date_format(first, "j F")
    return _("Jusqu’au %s") % date_format(last, "j F") if last else _("Toutes les dates")


def _wider(rows: Any, place: Place, km: int, link: Link) -> Chip | None:
    """The smallest radius that would find something, if any does."""
    away = nearest_distance(rows, place.lat, place.lon)
    enough = next((radius for radius in RADII_KM if away is not None and km < radius and radius >= away), None)
    if enough is None:
        return None
    return Chip(_("Chercher jusqu’à %d\u202fkm") % enough, link.with_value("rayon", str(enough)))
