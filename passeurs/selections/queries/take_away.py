"""The list one takes away: from a selection, or from the things a device kept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from passeurs.catalogue.models import Occurrence, Offer, Venue, Work
from passeurs.catalogue.queries.pin import pins_of
from passeurs.catalogue.queries.proximity import coming
from passeurs.people.models import Person
from passeurs.selections.models import Selection, SelectionItem
from passeurs.selections.queries.credit import credit_line
from passeurs.selections.queries.freshness import ALIVE, Health, health_of
from passeurs.selections.queries.selection import credited

WORDS: dict[str, type[Venue] | type[Offer] | type[Work]] = {"lieu": Venue, "offre": Offer, "oeuvre": Work}
MAX_REFS = 60
PINS_SHOWN = 5
DATES_AT_MOST = 12
_REF = re.compile(r"(lieu|offre|oeuvre)-([0-9]{1,18})")


def thing_ref(thing: Venue | Offer | Work) -> str:
    """How an address or a device names a thing: « lieu-12 »."""
    word = next(word for word, model in WORDS.items() if isinstance(thing, model))
    return f"{word}-{thing.pk}"


@dataclass(frozen=True)
class TakeAwayLine:
    """One thing of the list, with its reason and health when it comes from a selection, and its coming dates."""

    thing: Venue | Offer | Work
    reason: str = ""
    section: str = ""
    health: Health = ALIVE
    dates: tuple[Occurrence, ...] = ()

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it is (WGS84 degrees), when known."""
        lat, lon = getattr(self.thing, "lat", None), getattr(self.thing, "lon", None)
        return None if lat is None or lon is None else (lat, lon)


@dataclass(frozen=True)
class TakeAway:
    """The list: its title, who made it, where it is online, its lines; `query` names it in addresses."""

    title: str
    query: str
    url: str
    credit: str = ""
    intro: str = ""
    lines: list[TakeAwayLine] = field(default_factory=list)
    lost_count: int = 0
    selection: Selection | None = None
    changed_at: dt.datetime | None = None

    @property
    def places(self) -> list[TakeAwayLine]:
        """What can be shown on a map."""
        return [line for line in self.lines if line.point]

    @property
    def events(self) -> list[TakeAwayLine]:
        """What can be put into a calendar."""
        return [line for line in self.lines if isinstance(line.thing, Offer) and (line.dates or line.thing.starts_on)]


def take_selection(slug: str, at: dt.datetime) -> TakeAway:
    """The list of a published selection; 404 for any other. Three queries."""
    selection = get_object_or_404(credited(Selection.objects.published()), slug=slug)
    dates = Prefetch("offer__occurrences", queryset=_coming(at), to_attr="coming")
    items = selection.items.select_related("venue__merged_into", "offer__venue", "work").prefetch_related(dates)
    return TakeAway(
        title=selection.title,
        query=f"de={selection.slug}",
        url=settings.SITE_URL + selection.get_absolute_url(),
        credit=credit_line(selection),
        intro=selection.intro,
        lines=[_line(item, at) for item in items],
        selection=selection,
        changed_at=selection.updated_at,
    )


def take_refs(text: str, at: dt.datetime) -> TakeAway:
    """The things named « lieu-12.oeuvre-3 », in that order; those no longer shown are counted. Four queries."""
    refs = list(dict.fromkeys(_REF.findall(text[:4000])))[:MAX_REFS]
    found: dict[tuple[str, int], Any] = {}
    for word, model in WORDS.items():
        pks = [int(number) for kind, number in refs if kind == word]
        if not pks:
            continue
        rows: Any = model.objects.filter(pk__in=pks, is_visible=True)
        if model is Offer:
            rows = rows.select_related("venue").prefetch_related(
                Prefetch("occurrences", queryset=_coming(at), to_attr="coming")
            )
        found |= {(word, row.pk): row for row in rows}
    things = [thing for kind, number in refs if (thing := found.get((kind, int(number))))]
    query = "l=" + ".".join(thing_ref(thing) for thing in things)
    return TakeAway(
        title=_("Ce qui me tente"),
        query=query,
        url="",
        lines=[_line(_as_item(thing), at) for thing in things],
        lost_count=len(refs) - len(things),
    )


@dataclass(frozen=True)
class PinnedBeside:
    """What the account holds, beside what the device keeps: the last few venues, how many, all of them as a list."""

    venues: list[Venue]
    count: int
    query: str


def pinned_beside(person: object) -> PinnedBeside | None:
    """The pins of who is signed in; None for a visitor or for nothing pinned. One query."""
    pins = list(pins_of(person)) if isinstance(person, Person) else []
    shown = [pin.venue for pin in pins if pin.venue.is_visible]
    if not pins:
        return None
    return PinnedBeside(shown[:PINS_SHOWN], len(pins), "l=" + ".".join(map(thing_ref, shown[:MAX_REFS])))


def _coming(at: dt.datetime) -> Any:
    return Occurrence.objects.filter(coming(timezone.localdate(at))).order_by("starts_at")


def _as_item(thing: Venue | Offer | Work) -> SelectionItem:
    """An item of no selection: what `health_of` reads."""
    return SelectionItem(**{type(thing).__name__.lower(): thing})


def _line(item: SelectionItem, at: dt.datetime) -> TakeAwayLine:
    dates = tuple(getattr(item.offer, "coming", ())[:DATES_AT_MOST]) if item.offer else ()
    return TakeAwayLine(item.thing, item.reason, item.section, health_of(item, at), dates)
