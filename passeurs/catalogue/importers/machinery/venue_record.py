"""Whether two venue records speak of one venue. Precision first: what is not certain is a doubtful pair."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from passeurs.catalogue.importers.machinery.point import Point, distance_km
from passeurs.core.search.fold import fold

_FAMILIES = {
    "MUSEUM": "museum", "ARTS_CENTRE": "museum", "ART_GALLERY": "museum",
    "PERFORMANCE_HALL": "stage", "CULTURAL_CENTRE": "stage", "COMMUNITY_CENTRE": "stage",
    "BOOKSTORE": "shop", "DISTRIBUTION_STORE": "shop", "RECORD_STORE": "shop",
}  # fmt: skip
_SMALL = set("a à au aux d de des du en et l la le les s sur un une the of st saint ste sainte".split()) - {
    "saint",
    "sainte",
}
_GENERIC = set(
    "bibliotheque mediatheque bibliotheques municipale municipal municipaux intercommunale intercommunal communale "
    "communal departementale departemental associative point lecture publique relais annexe antenne centre culturel "
    "culturelle musee musees museum cinema cinemas cine theatre salle espace festival librairie artotheque ludotheque "
    "bm cdi site patrimonial remarquable ville commune village pour tous".split()
)
_STREETS = set(
    "rue avenue av boulevard bd bld place pl allee allees chemin route impasse square cours quai passage esplanade "
    "rond point faubourg ruelle mail promenade bis ter cedex cs bp france".split()
)


@lru_cache(maxsize=8192)
def core_words(name: str, city: str) -> frozenset[str]:
    """The words of a folded name that single it out: neither articles, nor its kind, nor its commune."""
    city_words = set(city.split())
    words = [word for word in name.split() if word not in _SMALL and word not in _GENERIC]
    return frozenset(word for word in words if word not in city_words)


@lru_cache(maxsize=8192)
def address_key(address: str) -> tuple[str, frozenset[str]]:
    """(number, street words) of an address."""
    words = fold(re.sub(r"\d{5}.*$", "", address)).split()
    number = next((word for word in words if word[0].isdigit()), "")
    street = frozenset(w for w in words if w not in _STREETS and w not in _SMALL and not w[0].isdigit() and len(w) > 1)
    return number, street


def is_same_address(first: str, second: str) -> bool:
    """Same number in the same street; or no number and the very same words."""
    (number1, street1), (number2, street2) = address_key(first), address_key(second)
    if not street1 or not street2:
        return False
    if number1 != number2:
        return False
    if not number1:
        return street1 == street2 and len(street1) > 1
    return len(street1 & street2) / min(len(street1), len(street2)) >= 0.6


def family_of(kind: str) -> str:
    """The kinds that one venue may have in several sources."""
    return _FAMILIES.get(kind, kind)


@dataclass(slots=True, eq=False)
class VenueRecord:
    """A venue as compared. `venue` is its row, or only `pk` until it is needed."""

    kind: str
    name: str
    city: str
    address: str
    point: Point | None
    root: str
    identifiers: dict[str, str]
    sources: set[str] = field(default_factory=set)
    pk: int | None = None
    venue: Any = None

    @property
    def family(self) -> str:
        """Only venues of one family are compared."""
        return family_of(self.kind)

    @property
    def venue_pk(self) -> int | None:
        """The venue's primary key, once it is written."""
        return self.venue.pk if self.venue is not None else self.pk

    @property
    def core(self) -> frozenset[str]:
        """The words that single the venue out."""
        return core_words(self.name, self.city)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two venue records are. `is_same` is certain; otherwise a person decides."""

    is_same: bool
    score: float
    why: str


def compare(new: VenueRecord, old: VenueRecord, *, is_same_source: bool, merges_own: bool) -> Likeness | None:
    """Two venue records of one family and one commune; None when they are different places."""
    ids = new.identifiers, old.identifiers
    if any(key in ids[0] and key in ids[1] and ids[0][key] != ids[1][key] for key in ("museofile",)):
        return None
    km = distance_km(new.point, old.point) if new.point and old.point else None
    same_address = is_same_address(new.address, old.address)
    is_named_alike = new.name == old.name or (bool(new.core) and new.core == old.core)
    if is_same_source:
        exact = new.name == old.name and (same_address or (not new.address and not old.address))
        # Several protected quarters of one commune bear its name: they are no doubles.
        if not exact or new.family == "HERITAGE_SITE" or (km is not None and km > 0.05):
            return None
        return Likeness(merges_own, 0.95, "même nom, même adresse, même source")
    if km is not None and km > 2 and not (same_address and is_named_alike):
        return None
    if is_named_alike:
        return _named_alike(new, km, same_address)
    return _named_differently(new, old, km, same_address)


def _named_alike(new: VenueRecord, km: float | None, same_address: bool) -> Likeness | None:
    reach = 0.4 if new.core else 0.08
    if km is not None and km <= reach:
        return Likeness(True, 1.0, f"même nom à {round(km * 1000)} m")
    if same_address and (km is None or km <= 2):
        return Likeness(True, 1.0, "même nom, même adresse")
    if new.family == "FESTIVAL" and new.core:
        return Likeness(True, 0.9, "même festival dans la même commune")
    if km is None and not new.core:
        return Likeness(False, 0.55, "même nom courant, même commune, position inconnue")
    if new.core:
        return Likeness(False, 0.75, "même nom, même commune, adresses différentes")
    return Likeness(False, 0.5, "même nom courant, même commune") if km is not None and km <= 0.3 else None


def _named_differently(new: VenueRecord, old: VenueRecord, km: float | None, same_address: bool) -> Likeness | None:
    is_near = same_address or (km is not None and km <= 0.15)
    if not is_near or new.family == "FESTIVAL":
        return None
    core1, core2 = new.core, old.core
    if not core1 or not core2:
        is_there = same_address or (km is not None and km <= 0.03)
        return Likeness(False, 0.6, "noms différents au même endroit") if is_there and (core1 or core2) else None
    difference = core1 ^ core2
    has_digits = any(any(c.isdigit() for c in word) for word in difference)
    is_both = same_address and km is not None and km <= 0.1
    if core1 <= core2 or core2 <= core1:
        return Likeness(is_both and not has_digits, 0.85, "un nom contient l’autre, même endroit")
    if len(core1 & core2) / len(core1 | core2) >= 0.5:
        return Likeness(False, 0.7, "noms proches, même endroit")
    spelled = SequenceMatcher(None, " ".join(sorted(core1)), " ".join(sorted(core2))).ratio()
    if spelled >= 0.88 and not has_digits:
        return Likeness(is_both, spelled, "noms presque identiques, même endroit")
    return None


class VenueRecordIndex:
    """Venue records by identifier, and by family and commune."""

    def __init__(self, venue_records: Iterable[VenueRecord] = ()) -> None:
        self.by_place: dict[tuple[str, str], list[VenueRecord]] = defaultdict(list)
        self.by_identifier: dict[tuple[str, str], VenueRecord] = {}
        for venue_record in venue_records:
            self.add(venue_record)

    def add(self, venue_record: VenueRecord) -> None:
        """Make a venue record findable."""
        if venue_record.root:
            self.by_place[venue_record.family, venue_record.root].append(venue_record)
        for pair in venue_record.identifiers.items():
            self.by_identifier.setdefault(pair, venue_record)

    def joined(self, new: VenueRecord) -> VenueRecord | None:
        """The venue record that shares an identifier: a museum's own id always; others within the family."""
        for kind in ("museofile", "deps", "siret"):
            value = new.identifiers.get(kind)
            old = self.by_identifier.get((kind, value)) if value else None
            if old is None:
                continue
            if kind == "museofile" or (old.family == new.family and (kind == "deps" or _is_one_site(new, old))):
                return old
        return None

    def find(
        self, new: VenueRecord, source: str, *, merges_own: bool
    ) -> tuple[VenueRecord | None, str, list[tuple[VenueRecord, Likeness]]]:
        """(the same venue or None, why, doubtful ones)."""
        old = self.joined(new)
        if old is not None:
            return old, "même identifiant", []
        doubtful: list[tuple[VenueRecord, Likeness]] = []
        best: tuple[float, VenueRecord, Likeness] | None = None
        for old in self.by_place.get((new.family, new.root), ()) if new.root else ():
            likeness = compare(new, old, is_same_source=source in old.sources, merges_own=merges_own)
            if likeness is None:
                continue
            if not likeness.is_same:
                doubtful.append((old, likeness))
            else:
                km = distance_km(new.point, old.point) if new.point and old.point else 1.0
                rank = likeness.score + (new.name == old.name) - km
                if best is None or rank > best[0]:
                    best = (rank, old, likeness)
        if best:
            return best[1], best[2].why, []
        return None, "", doubtful[:5]

    def place_named(self, name: str, root: str, point: Point | None) -> VenueRecord | None:
        """The venue, of any family, that bears this name here: for the place of an event."""
        folded = fold(name)
        for (_family, known_root), venue_records in self.by_place.items():
            if known_root != root:
                continue
            for venue_record in venue_records:
                core = core_words(folded, venue_record.city)
                is_named = folded == venue_record.name or (core and core == venue_record.core)
                if is_named and (not point or not venue_record.point or distance_km(point, venue_record.point) <= 0.4):
                    return venue_record
        return None


def _is_one_site(new: VenueRecord, old: VenueRecord) -> bool:
    """One company may hold several sites: the same SIRET also needs the same name or the same spot."""
    if new.name == old.name or (new.core and new.core == old.core):
        return new.root == old.root
    return bool(new.point and old.point and distance_km(new.point, old.point) <= 0.1)
