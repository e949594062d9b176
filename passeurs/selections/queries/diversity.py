"""What a draft holds, what it leaves out, and real things that would widen it. It proposes, it never forbids.

Only what the catalogue says is counted: an unknown price, year, place or creator stays unknown, and nothing is ever
inferred from a name. See docs/algorithms.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.category import poster_category, short_label
from passeurs.catalogue.queries.proximity import not_over
from passeurs.core import clock
from passeurs.core.geo.commune import find_commune
from passeurs.core.geo.nearby import distance_km, nearest
from passeurs.selections.models import Selection, SelectionItem

FROM_ITEMS = 3
PER_GAP = 3
AROUND_KM = 30.0
# INSEE's own threshold of an « unité urbaine »: below it, a commune alone is rural.
RURAL_POPULATION = 2000
# A work of before the writer's parents' youth, roughly: said as a year, chosen to be moved.
OLD_BEFORE = 1990

Thing = Venue | Offer | Work


@dataclass(frozen=True)
class Fact:
    """One thing the draft says of itself: « Gratuit ou payant : 2 gratuits, 1 payant, 2 inconnus »."""

    label: str
    text: str


@dataclass(frozen=True)
class Gap:
    """Something that is not there, and things that would bring it."""

    title: str
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Portrait:
    """What the panel shows. `is_ready` once there are three items."""

    is_ready: bool
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()


def gaps_of(selection: Selection, items: list[SelectionItem]) -> Portrait:
    """The portrait of a draft and, for each gap, one to three things near its city or alike. At most 7 queries."""
    if len(items) < FROM_ITEMS:
        return Portrait(is_ready=False)
    things = [item.thing for item in items]
    facts = (_kinds(things), _prices(things), _territory(selection, things), _era(things), _creators(things))
    widen = Widening(selection, things)
    gaps = [Gap(title, found) for title, find in widen.wanted() if (found := tuple(find()[:PER_GAP]))]
    return Portrait(True, tuple(fact for fact in facts if fact), tuple(gaps))


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count} × {label}" for label, count in counts)


def _kinds(things: list[Thing]) -> Fact:
    kinds = Counter(short_label(one.kind if isinstance(one, Venue) else one.subcategory) for one in things)
    return Fact(_("Genres"), _listed(kinds.most_common(6)))


def _prices(things: list[Thing]) -> Fact | None:
    offers = [one for one in things if isinstance(one, Offer)]
    if not offers:
        return None
    free = sum(one.is_free is True for one in offers)
    paid = sum(one.is_free is False for one in offers)
    parts = [
        ngettext("%(n)s gratuite", "%(n)s gratuites", free) % {"n": free},
        ngettext("%(n)s payante", "%(n)s payantes", paid) % {"n": paid},
    ]
    if len(offers) > free + paid:
        parts.append(_("%(n)s au tarif inconnu") % {"n": len(offers) - free - paid})
    return Fact(_("Sorties"), ", ".join(parts))


def _territory(selection: Selection, things: list[Thing]) -> Fact | None:
    placed = [one for one in things if not isinstance(one, Work) and one.city_name]
    if not placed:
        return None
    communes = Counter(one.city_name for one in placed)
    text = ngettext("%(n)s commune", "%(n)s communes", len(communes)) % {"n": len(communes)}
    rural = sum(_is_rural(one.insee) for one in {one.insee: one for one in placed if one.insee}.values())
    if rural:
        text += ", " + ngettext("dont %(n)s rurale", "dont %(n)s rurales", rural) % {"n": rural}
    city = selection.season_city.city
    far = [distance_km(city.lat, city.lon, p.lat, p.lon) for p in placed if p.lat is not None and p.lon is not None]
    if far:
        text += ", " + _("jusqu’à %(km)s km du centre") % {"km": round(max(far))}
    return Fact(_("Territoire"), text)


def _is_rural(insee: str) -> bool:
    commune = find_commune(insee)
    return bool(commune and 0 < commune.population < RURAL_POPULATION)


def _era(things: list[Thing]) -> Fact | None:
    works = [one for one in things if isinstance(one, Work)]
    if not works:
        return None
    years = sorted(one.year for one in works if one.year)
    unknown = len(works) - len(years)
    text = _("de %(first)s à %(last)s") % {"first": years[0], "last": years[-1]} if years else ""
    if unknown:
        word = ngettext("%(n)s sans année connue", "%(n)s sans année connue", unknown) % {"n": unknown}
        text = ", ".join(part for part in (text, word) if part)
    return Fact(_("Époques"), text)


def _creators(things: list[Thing]) -> Fact | None:
    works = [one for one in things if isinstance(one, Work)]
    if not works:
        return None
    names = {one.creators for one in works if one.creators}
    unknown = sum(not one.creators for one in works)
    text = ngettext("%(n)s signature", "%(n)s signatures différentes", len(names)) % {"n": len(names)}
    if unknown:
        text += ", " + _("%(n)s sans nom connu") % {"n": unknown}
    return Fact(_("Qui les a faites"), text)


class Widening:
    """The gaps of a draft and how to fill each: one query a gap, near its city or alike."""

    def __init__(self, selection: Selection, things: list[Thing]) -> None:
        self.city = selection.season_city.city
        self.things = things
        self.categories = {poster_category(one) for one in things}
        self.venues: list[Venue] = [one for one in things if isinstance(one, Venue)]
        self.offers: list[Offer] = [one for one in things if isinstance(one, Offer)]
        self.works = [one for one in things if isinstance(one, Work)]

    def wanted(self) -> list[tuple[str, Callable[[], list[Any]]]]:
        """Title and finder of each gap, in the order they are shown."""
        gaps: list[tuple[bool, str, Callable[[], list[Any]]]] = [
            (not self.works, _("Rien à lire, à écouter ou à voir chez soi"), self.some_works),
            (not self.venues, _("Aucun lieu où aller"), self.some_venues),
            (not self.offers, _("Aucune sortie à une date"), self.some_offers),
            (bool(self.offers) and not any(o.is_free for o in self.offers), _("Aucune sortie gratuite"), self.free),
            (self._is_one_commune(), _("Tout se passe dans la même commune"), self.elsewhere),
            (self._is_one_era(), _("Toutes les œuvres sont récentes"), self.old),
            (self._is_one_hand(), _("Les œuvres ont toutes la même signature"), self.other_hands),
        ]
        return [(title, find) for is_missing, title, find in gaps if is_missing]

    def _communes(self) -> list[str]:
        codes = [one.insee for one in self.venues] + [one.insee for one in self.offers]
        return [code for code in codes if code]

    def _is_one_commune(self) -> bool:
        placed = self._communes()
        return len(placed) > 1 and len(set(placed)) == 1

    def _is_one_era(self) -> bool:
        years = [one.year for one in self.works if one.year]
        return len(years) > 1 and min(years) >= OLD_BEFORE

    def _is_one_hand(self) -> bool:
        names = [one.creators for one in self.works if one.creators]
        return len(names) > 1 and len(set(names)) == 1

    def _near(self, queryset: Any, km: float = AROUND_KM) -> list[Any]:
        return list(nearest(queryset, self.city.lat, self.city.lon, limit=PER_GAP, max_km=km))

    def _works(self) -> Any:
        known = Work.objects.filter(is_visible=True).exclude(pk__in=[one.pk for one in self.works])
        return known.exclude(creators="").order_by("-popularity", "pk")

    def some_works(self) -> list[Work]:
        """Works that many borrow."""
        return list(self._works()[:PER_GAP])

    def old(self) -> list[Work]:
        """Works of before 1990, of a kind that is already there first."""
        kinds = {one.subcategory for one in self.works}
        return list(self._works().filter(year__lt=OLD_BEFORE, subcategory__in=kinds)[:PER_GAP])

    def other_hands(self) -> list[Work]:
        """Works of the same kinds by somebody else."""
        kinds = {one.subcategory for one in self.works}
        names = {one.creators for one in self.works}
        return list(self._works().filter(subcategory__in=kinds).exclude(creators__in=names)[:PER_GAP])

    def some_venues(self) -> list[Venue]:
        """The nearest places of the city."""
        return self._near(Venue.objects.visible().filter(flags=[]))

    def elsewhere(self) -> list[Venue]:
        """The nearest places of other communes, of kinds that are already there."""
        kinds = {one.kind for one in self.venues} or {"LIBRARY", "MUSEUM", "CINEMA"}
        here = set(self._communes())
        places = Venue.objects.visible().filter(flags=[], kind__in=kinds).exclude(insee__in=here).exclude(insee="")
        return self._near(places)

    def some_offers(self) -> list[Offer]:
        """The nearest events that are not over."""
        return self._near(self._coming())

    def free(self) -> list[Offer]:
        """The nearest free ones."""
        return self._near(self._coming().filter(is_free=True))

    def _coming(self) -> Any:
        known = [one.pk for one in self.offers]
        coming = Offer.objects.visible().filter(not_over(clock.today()), is_cancelled=False, is_online=False)
        return coming.exclude(pk__in=known).select_related("venue")
