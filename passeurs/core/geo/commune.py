"""The communes of France, in memory: by INSEE code, by postal code, by name.

Loaded once per process from `core/data/communes.csv.gz` (licences in `core/data/README.md`): the living communes, the
arrondissements of Paris, Lyon and Marseille, and the names and codes that living communes have taken in.
`tools/communes.py` makes the file anew.
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
    """A living commune, or an arrondissement, whose commune is `parent`.

    `lat`, `lon` (WGS84 degrees) are its town hall's, else its centroid's; where `has_own_point` is false, those of the
    largest place of its overseas collectivity, for want of better.
    """

    code: str
    name: str
    department: str
    region: str
    population: int
    postal_codes: tuple[str, ...]
    parent: str
    lat: float
    lon: float
    has_own_point: bool = True


@dataclass(frozen=True)
class CommuneIndex:
    """The communes and the ways to find them. A name or a code of the past leads to the commune of today.

    `parts`: the codes under which places of a commune may be known, beside its own.
    """

    by_code: dict[str, Commune]
    by_postal_code: dict[str, tuple[Commune, ...]]
    by_name: dict[str, tuple[Commune, ...]]
    names: tuple[tuple[str, str], ...]
    parts: dict[str, tuple[str, ...]]


def name_key(name: str) -> str:
    """A commune's name for comparison: folded, « St » and « Ste » spelled out, articles kept."""
    words = fold(name).split()
    spelled = {"st": "saint", "ste": "sainte", "sts": "saints"}
    return " ".join(spelled.get(word, word) for word in words)


_ARRONDISSEMENT = re.compile(
    r"^(paris|lyon|marseille) 0?(\d{1,2})(?: ?(?:er|eme|ieme|e|me|nd))?(?: (?:arrondissement|arrdt|arr))?$"
)
_CODE_THEN_NAME = re.compile(r"^\s*(?P<code>\d{5})[\s,]+(?P<name>\D.*?)\s*$")
_NAME_THEN_CODE = re.compile(
    r"^(?P<name>.*?)[\s(,]+(?P<code>\d{5}|2[AB]\d{3}|2[AB]|9[78]\d|\d{2})\s*\)?\s*$", re.IGNORECASE
)


@lru_cache(maxsize=1)
def communes() -> CommuneIndex:
    """The index, built on first use."""
    by_code: dict[str, Commune] = {}
    by_postal: dict[str, list[Commune]] = defaultdict(list)
    by_name: dict[str, list[Commune]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    past: list[tuple[str, str, str]] = []
    source = resources.files("passeurs.core") / "data" / "communes.csv.gz"
    with source.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            code, parent = row["code"], row["parent"]
            if parent and not row["postal_codes"]:
                past.append((code, row["name"], parent))
                continue
            commune = _commune(row)
            by_code[code] = commune
            past += [(former, "", code) for former in row["former"].split()]
            if parent:
                parts[parent].append(code)
            for postal_code in commune.postal_codes:
                by_postal[postal_code].append(commune)
            by_name[name_key(commune.name)].append(commune)
    # The larger first; an arrondissement after its commune.
    for places in (by_postal, by_name):
        for found in places.values():
            found.sort(key=lambda c: (bool(c.parent), -c.population))
    for code, name, today in past:
        if code not in by_code:
            by_code[code] = by_code[today]
            parts[today].append(code)
        named = by_name[name_key(name)] if name else [by_code[today]]
        if by_code[today] not in named:
            named.append(by_code[today])
    names = sorted((key, commune.code) for key, found in by_name.items() for commune in found)
    return CommuneIndex(
        by_code=by_code,
        by_postal_code={key: tuple(found) for key, found in by_postal.items()},
        by_name={key: tuple(found) for key, found in by_name.items()},
        names=tuple(names),
        parts={key: tuple(found) for key, found in parts.items()},
    )


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        code=row["code"],
        name=row["name"],
        department=row["department"],
        region=row["region"],
        population=int(row["population"] or 0),
        postal_codes=tuple(row["postal_codes"].split()),
        parent=row["parent"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        has_own_point=not row["point"],
    )


def find_commune(code: str) -> Commune | None:
    """The commune of today, or the arrondissement, of an INSEE code."""
    return communes().by_code.get(code)


def root_of(commune: Commune) -> Commune:
    """The commune of an arrondissement; itself otherwise."""
    return communes().by_code[commune.parent] if commune.parent else commune


def find_arrondissement(text: str) -> Commune | None:
    """« PARIS 8ME », « Paris 08 », « Marseille 1er », « Lyon 3e arrondissement »."""
    found = _ARRONDISSEMENT.match(name_key(text))
    if not found:
        return None
    index = communes()
    city = index.by_name[found[1]][0]
    parts = (index.by_code[code] for code in index.parts[city.code])
    return next((one for one in parts if one.parent and re.sub(r"\D", "", one.name) == str(int(found[2]))), None)


def communes_named(text: str) -> list[Commune]:
    """Those that bear a name, or did; the code or the department that the text may hold beside it decides.

    « Dijon », « Saint-Denis (93) », « 84000 Avignon », « PARIS 8ME », « Annecy-le-Vieux ».
    """
    index = communes()
    arrondissement = find_arrondissement(text)
    if arrondissement:
        return [arrondissement]
    named = list(index.by_name.get(name_key(text), ()))
    name = text
    if not named and (told := _CODE_THEN_NAME.match(text) or _NAME_THEN_CODE.match(text)):
        name, code = told["name"], told["code"].upper()
        arrondissement = find_arrondissement(name)
        named = [arrondissement] if arrondissement else list(index.by_name.get(name_key(name), ()))
        named = [one for one in named if code in _codes(one)]
    # Whoever bears the name today comes before whoever took it in.
    return [one for one in named if name_key(one.name) == name_key(name)] or named


def _codes(commune: Commune) -> set[str]:
    """What may be written beside its name: codes, postal codes, department; « 20 » is both halves of Corsica."""
    codes = {commune.code, commune.department, *commune.postal_codes, *communes().parts.get(commune.code, ())}
    return codes | ({"20"} if commune.department in ("2A", "2B") else set())


def suggest_communes(text: str, *, limit: int = 8) -> list[Commune]:
    """Communes whose postal code or name starts with `text`, the most populated first."""
    index = communes()
    digits = re.sub(r"\s", "", text)
    is_code = read_number(digits) is not None
    exact = [] if is_code else communes_named(text)
    if is_code:
        found = [c for key, group in index.by_postal_code.items() if key.startswith(digits) for c in group]
    else:
        key = name_key(text)
        if not key:
            return []
        start = bisect_left(index.names, (key, ""))
        found = list(exact)
        for name, code in index.names[start:]:
            if not name.startswith(key):
                break
            found.append(index.by_code[code])
    seen: dict[str, Commune] = {c.code: c for c in found}
    ranked = sorted(seen.values(), key=lambda c: (c not in exact, bool(c.parent), -c.population))
    return ranked[:limit]
