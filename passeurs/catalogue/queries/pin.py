"""Pinned venues: which ones a person holds, their list, and what became of those a device kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from passeurs.catalogue.choices import PinOrder
from passeurs.catalogue.models import CLOSED_FLAG, Pin, Venue
from passeurs.catalogue.queries.card import Card, venue_card
from passeurs.catalogue.queries.category import activity_label
from passeurs.core.geo.commune import Commune, find_commune
from passeurs.core.geo.nearby import distance_km
from passeurs.core.search.fold import fold
from passeurs.people.models import Person, Profile

PAGE_SIZE = 20
# How long what was taken off can be put back with its note.
UNDO_DAYS = 7
UNDO_SHOWN = 5
MAX_REFS = 60
_REF = re.compile(r"\blieu-([0-9]{1,18})\b")
_TEXTS = ("venue__search_text", "venue__description", "venue__opening", "venue__merged_into__search_text")


@dataclass(frozen=True)
class PinLine:
    """One line of the list. `flag` says in a sentence what became of a venue that is no longer shown."""

    pin: Pin
    card: Card
    flag: str = ""
    became: Venue | None = None


@dataclass(frozen=True)
class PinList:
    """The list of one person: a page of lines; `total` counts all that is pinned, `removed` what can be put back."""

    lines: list[PinLine]
    page: Page[Any]
    total: int
    order: str
    home: Commune | None = None
    removed: list[Pin] = field(default_factory=list)


@dataclass(frozen=True)
class JoinRefusal:
    """A venue of the device that could not be pinned, and why. `is_lasting`: no use to ask again."""

    ref: int
    name: str
    reason: str
    is_lasting: bool


@dataclass(frozen=True)
class Joined:
    """What became of the venues that a device kept, named by their ids."""

    asked: tuple[int, ...] = ()
    added: tuple[Venue, ...] = ()
    refused: tuple[JoinRefusal, ...] = ()

    @property
    def settled(self) -> str:
        """The names of those the device need not send again: « lieu-12.lieu-40 »."""
        again = {one.ref for one in self.refused if not one.is_lasting}
        return ".".join(f"lieu-{pk}" for pk in self.asked if pk not in again)


def pins_of(person: Person) -> QuerySet[Pin]:
    """What the person holds, the last first, with the venues (their long texts left where they are)."""
    return Pin.objects.present().filter(person=person).select_related("venue__merged_into").defer(*_TEXTS)


def pinned_ids(person: object) -> frozenset[int]:
    """The ids of the venues a person holds; none for a visitor. One query."""
    if not isinstance(person, Person):
        return frozenset()
    return frozenset(Pin.objects.present().filter(person=person).order_by().values_list("venue_id", flat=True))


def venue_to_pin(venue: Venue) -> Venue:
    """The venue itself, or the one it was merged into: that is where its page leads."""
    return venue.merged_into if venue.merged_into and not venue.is_visible else venue


def venue_flag(venue: Venue) -> str:
    """What became of a venue that is no longer shown, in a sentence; nothing when all is well."""
    if venue.is_visible:
        return ""
    if venue.merged_into:
        return _("Ce lieu est maintenant réuni avec «\u202f%(name)s\u202f».") % {"name": venue.merged_into.name}
    return _("Ce lieu a fermé.") if CLOSED_FLAG in venue.flags else _("Ce lieu n’est plus dans le catalogue.")


def pin_list(
    person: Person, *, text: str = "", order: str = PinOrder.DATE, page: str | None = None, at: dt.datetime
) -> PinList:
    """The list of a person. Three queries whatever its length: at most 200 are read, sorted and searched here."""
    home = home_of(person)
    order = order if order in PinOrder and (order != PinOrder.DISTANCE or home) else PinOrder.DATE
    pins = list(pins_of(person))
    total = len(pins)
    for pin in pins:
        _measure(pin.venue, home)
    found = _sorted([pin for pin in pins if _says(pin, text)], order)
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    since = at - dt.timedelta(days=UNDO_DAYS)
    removed = Pin.objects.filter(person=person, unpinned_at__gt=since, venue__is_visible=True).select_related("venue")
    return PinList(
        lines=[pin_line(pin) for pin in shown.object_list],
        page=shown,
        total=total,
        order=str(order),
        home=home,
        removed=list(removed.order_by("-unpinned_at")[:UNDO_SHOWN]),
    )


def pin_line(pin: Pin) -> PinLine:
    """One line, with what became of its venue; a venue that is no longer shown has no page to lead to."""
    venue, card = pin.venue, venue_card(pin.venue)
    if venue.is_visible:
        return PinLine(pin, card)
    became = venue.merged_into if venue.merged_into and venue.merged_into.is_visible else None
    return PinLine(pin, replace(card, url=became.get_absolute_url() if became else ""), venue_flag(venue), became)


def home_of(person: Person) -> Commune | None:
    """The commune that the person told in their profile."""
    code = Profile.objects.filter(person=person).values_list("commune_code", flat=True).first()
    return find_commune(code) if code else None


def venue_refs(text: str) -> list[int]:
    """The venues that a device names: « lieu-12.offre-3 » gives [12]. At most 60, each once."""
    return list(dict.fromkeys(int(number) for number in _REF.findall(text[:4000])))[:MAX_REFS]


def joined_words(joined: Joined) -> str:
    """What a person is told of it, with the names that their device may cross out."""
    return render_to_string("catalogue/joined.html", {"joined": joined})


def _measure(venue: Any, home: Commune | None) -> None:
    if home and venue.lat is not None and venue.lon is not None:
        venue.distance_km = distance_km(home.lat, home.lon, venue.lat, venue.lon)


def _says(pin: Pin, text: str) -> bool:
    venue = pin.venue
    said = fold(" ".join((venue.name, venue.city_name, venue.address, activity_label(venue.kind), pin.note)))
    return all(word in said for word in fold(text).split())


def _sorted(pins: Sequence[Pin], order: str) -> list[Pin]:
    if order == PinOrder.NAME:
        return sorted(pins, key=lambda pin: (fold(pin.venue.name), pin.pk))
    if order == PinOrder.DISTANCE:
        # Without a point, at the end.
        far = float("inf")
        return sorted(pins, key=lambda pin: (getattr(pin.venue, "distance_km", far), fold(pin.venue.name), pin.pk))
    return list(pins)
