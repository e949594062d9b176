"""The communes of France, in memory: by INSEE code, by postal code, by name.

Loaded once per process from `core/data/communes.csv.gz` (37,530 rows: communes, delegated and
associated communes, arrondissements; Licence Ouverte, see `core/data/README.md`).
"""

from __future__ import annotations

import csv
import gzip
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from passeurs.core.number import read_number
from passeurs.core.search.fold import fold


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune. `lat`, `lon` (WGS84 degrees) are its town hall's, else its centroid's."""

    code: str
    name: str
    department: str
    region: str
    population: int
    postal_codes: tuple[str, ...]
    parent: str
    lat: float
    lon: float


@dataclass(frozen=True)
class CommuneIndex:
    """The communes and the ways to find them."""

    by_code: dict[str, Commune]
    by_postal_code: dict[str, tuple[Commune, ...]]
    by_name: dict[str, tuple[Commune, ...]]
    names: tuple[tuple[str, str], ...]


def name_key(name: str) -> str:
    """A commune's name for comparison: folded, « St » and « Ste » spelled out, articles kept."""
    words = fold(name).split()
    spelled = {"st": "saint", "ste": "sainte", "sts": "saints"}
    return " ".join(spelled.get(word, word) for word in words)


@lru_cache(maxsize=1)
def communes() -> CommuneIndex:
    """The index, built on first use."""
    by_code: dict[str, Commune] = {}
    by_postal: dict[str, list[Commune]] = defaultdict(list)
    by_name: dict[str, list[Commune]] = defaultdict(list)
    source = resources.files("passeurs.core") / "data" / "communes.csv.gz"
    with source.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            commune = Commune(
                code=row["code"],
                name=row["name"],
                department=row["department"],
                region=row["region"],
                population=int(row["population"] or 0),
                postal_codes=tuple(row["postal_codes"].split()),
                parent=row["parent"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
            )
            by_code[commune.code] = commune
            for postal_code in commune.postal_codes:
                by_postal[postal_code].append(commune)
            by_name[name_key(commune.name)].append(commune)
    # A living commune before a delegated one of the same name, then the larger.
    for places in (by_postal, by_name):
        for found in places.values():
            found.sort(key=lambda c: (bool(c.parent), -c.population))
    names = sorted((key, commune.code) for key, found in by_name.items() for commune in found)
    return CommuneIndex(
        by_code=by_code,
        by_postal_code={key: tuple(found) for key, found in by_postal.items()},
        by_name={key: tuple(found) for key, found in by_name.items()},
        names=tuple(names),
    )


def find_commune(code: str) -> Commune | None:
    """The commune of an INSEE code."""
    return communes().by_code.get(code)


def suggest_communes(text: str, *, limit: int = 8) -> list[Commune]:
    """Communes whose postal code or name starts with `text`, the most populated first."""
    index = communes()
    digits = re.sub(r"\s", "", text)
    if read_number(digits) is not None:
        found = [c for key, group in index.by_postal_code.items() if key.startswith(digits) for c in group]
    else:
        key = name_key(text)
        if not key:
            return []
        start = bisect_left(index.names, (key, ""))
        found = []
        for name, code in index.names[start:]:
            if not name.startswith(key):
                break
            found.append(index.by_code[code])
    seen: dict[str, Commune] = {c.code: c for c in found}
    exact = name_key(text)
    ranked = sorted(seen.values(), key=lambda c: (name_key(c.name) != exact, bool(c.parent), -c.population))
    return ranked[:limit]
