"""Many lines pasted at once: titles, ISBNs, pass Culture links, mixed. Each is matched, few questions for all.

Identifiers are asked for all lines together, then exact names, then words, by batches: for 300 lines nobody knows,
3 + 3 + 3 × 10 questions at most, where one search a line would be a thousand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from passeurs.catalogue.choices import IdentifierKind
from passeurs.catalogue.importers.machinery.identifier import ean13, ean13s, is_rounded_isbn
from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.catalogue.queries.identifier import looks_like_isbn, parse_pass_culture_link
from passeurs.core.geo.nearby import distance_km
from passeurs.core.search.engine import Clause, Term, engine_of
from passeurs.core.search.fold import fold
from passeurs.core.search.index import words_of

MAX_LINES = 300
MAX_LINE = 200
CHOICES = 4
NEAR_KM = 30.0
BATCH = 30
BATCH_ROWS = 600
NAMED_ROWS = 5_000
_BULLET = re.compile(r"^\s*(?:[-*•–—·]|\d{1,3}\s*[.)])\s+")
_PARTS = re.compile(r"\s+[-–—|/]\s+|\s*[,;:]\s+|\s+\(|\t+|\s+par\s+")

Thing = Venue | Offer | Work
Key = tuple[type, int]


@dataclass(frozen=True)
class Candidate:
    """A row that may be meant: what helps to choose, without the row itself."""

    key: Key
    name: str
    about: str = ""
    km: float | None = None


@dataclass(frozen=True)
class LineMatch:
    """One line and what it may mean, likeliest first. `ean` or `pass_offer` name what the catalogue lacks."""

    number: int
    text: str
    things: tuple[Thing, ...] = ()
    is_sure: bool = False
    ean: str = ""
    pass_offer: str = ""
    is_wrong_isbn: bool = False
    is_rounded_isbn: bool = False


@dataclass
class _Line:
    number: int
    text: str
    keys: list[str] = field(default_factory=list)
    found: list[Key] = field(default_factory=list)
    is_sure: bool = False
    ean: str = ""
    link: tuple[str, str] = ("", "")
    is_wrong_isbn: bool = False
    is_rounded_isbn: bool = False


def read_lines(text: str) -> list[str]:
    """The lines that say something, bullets and numbers in front taken off, each once; two ISBNs make two lines."""
    lines: list[str] = []
    for line in text.splitlines():
        said = _BULLET.sub("", line).strip()[:MAX_LINE]
        eans = ean13s(said)
        lines += eans if len(eans) > 1 else [said]
    return list(dict.fromkeys(line for line in lines if line))


def match_lines(lines: list[str], *, lat: float, lon: float) -> list[LineMatch]:
    """What each line means, in order; what is near (`lat`, `lon`) first among equal names. At most 300 lines."""
    read = [_read(number, text) for number, text in enumerate(lines[:MAX_LINES], start=1)]
    _by_identifier(read)
    titles = [line for line in read if line.keys]
    _by_name(titles, lat, lon)
    _by_words([line for line in titles if not line.found], lat, lon)
    rows = _load(key for line in read for key in line.found)
    return [_told(line, rows) for line in read]


def _read(number: int, text: str) -> _Line:
    link = parse_pass_culture_link(text)
    line = _Line(number, text, ean="" if link[0] else ean13(text), link=link)
    line.is_rounded_isbn = not line.ean and is_rounded_isbn(text)
    line.is_wrong_isbn = not line.ean and looks_like_isbn(text)
    if line.ean or line.link[0] or line.is_wrong_isbn or line.is_rounded_isbn:
        return line
    parts = [fold(part) for part in _PARTS.split(text)]
    line.keys = [key for key in dict.fromkeys([fold(text), *parts[:1], *parts[-1:]]) if key]
    return line


def _by_identifier(lines: list[_Line]) -> None:
    eans = {line.ean for line in lines if line.ean}
    offers = {line.link[1] for line in lines if line.link[0] == "offre"}
    venues = {line.link[1] for line in lines if line.link[0] == "lieu"}
    known: dict[tuple[str, str], Key] = {}
    if venues:
        for pk, number in (
            Venue.objects.visible()
            .filter(identifiers__pass_culture__in=venues)
            .values_list("pk", "identifiers__pass_culture")
        ):
            known["lieu", str(number)] = (Venue, pk)
    if offers:
        for pk, number in (
            Offer.objects.visible()
            .filter(identifiers__pass_culture__in=offers)
            .values_list("pk", "identifiers__pass_culture")
        ):
            known["offre", str(number)] = (Offer, pk)
    if eans or offers:
        works = Work.objects.visible().filter(identifiers__value__in=eans | offers)
        for pk, kind, value in works.values_list("pk", "identifiers__kind", "identifiers__value"):
            is_ean = kind == IdentifierKind.EAN13
            known["ean" if is_ean else "offre", value] = (Work, pk)
    for line in lines:
        key = known.get(("ean", line.ean) if line.ean else line.link)
        if key:
            line.found, line.is_sure = [key], True


def _km(lat: float, lon: float, row_lat: float | None, row_lon: float | None) -> float | None:
    return None if row_lat is None or row_lon is None else distance_km(lat, lon, row_lat, row_lon)


def _candidates(model: type[Thing], rows: Any, lat: float, lon: float) -> Iterable[Candidate]:
    if model is Work:
        for pk, name, text in rows.values_list("pk", "search_name", "search_text"):
            yield Candidate((Work, pk), name, text)
        return
    for pk, name, text, row_lat, row_lon in rows.values_list("pk", "search_name", "search_text", "lat", "lon"):
        yield Candidate((model, pk), name, text, _km(lat, lon, row_lat, row_lon))


def _visible(model: type[Thing]) -> Any:
    return model._default_manager.filter(is_visible=True).order_by()


def _by_name(lines: list[_Line], lat: float, lon: float) -> None:
    keys = {key for line in lines for key in line.keys}
    if not keys:
        return
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for model in (Work, Venue, Offer):
        rows = _visible(model).filter(search_name__in=keys)[:NAMED_ROWS]
        for candidate in _candidates(model, rows, lat, lon):
            by_name[candidate.name].append(candidate)
    for line in lines:
        words = set(words_of(fold(line.text)))
        for key in line.keys:
            named = by_name.get(key, [])
            if not named:
                continue
            # « La Place, Annie Ernaux »: what the rest of the line says must be said of the row too.
            rest = words - set(words_of(key))
            agreeing = [one for one in named if rest <= set(one.about.split())] if rest else named
            near = [one for one in agreeing if one.km is not None and one.km <= NEAR_KM]
            chosen = agreeing if len(agreeing) == 1 else near
            line.is_sure = len(chosen) == 1 and (len(agreeing) == 1 or all(one.km is not None for one in agreeing))
            line.found = [one.key for one in (chosen if line.is_sure else _sorted(agreeing or named, len(key)))]
            break


def _by_words(lines: list[_Line], lat: float, lon: float) -> None:
    """Rows that hold every word of the line, for lines of two words and more: one word alone finds too much."""
    asked = [(line, words) for line in lines if len(words := words_of(fold(line.text))[:10]) > 1]
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        query = tuple(tuple((Term(word),) for word in words) for _line, words in batch)
        found = _rows_holding(query, lat, lon)
        for line, words in batch:
            held = [one for one in found if set(words) <= set(one.about.split())]
            line.found = [one.key for one in _sorted(held, len(fold(line.text)))]


def _rows_holding(query: tuple[Clause, ...], lat: float, lon: float) -> list[Candidate]:
    found: list[Candidate] = []
    for model in (Work, Venue, Offer):
        rows = _visible(model)
        found += _candidates(model, engine_of(rows.db).filter(rows, query)[:BATCH_ROWS], lat, lon)
    return found


def _sorted(candidates: list[Candidate], length: int) -> list[Candidate]:
    """Near ones and works first, then names of like length; the few that one can choose from."""
    ranked = sorted(
        candidates, key=lambda one: (one.km is not None and one.km > NEAR_KM, abs(len(one.name) - length), one.km or 0)
    )
    return ranked[:CHOICES]


def _load(keys: Iterable[Key]) -> dict[Key, Thing]:
    by_model: dict[type, set[int]] = defaultdict(set)
    for model, pk in keys:
        by_model[model].add(pk)
    rows: dict[Key, Thing] = {}
    for model, queryset in (
        (Venue, Venue.objects),
        (Offer, Offer.objects.select_related("venue")),
        (Work, Work.objects),
    ):
        if by_model[model]:
            rows |= {(model, pk): row for pk, row in queryset.in_bulk(list(by_model[model])).items()}
    return rows


def _told(line: _Line, rows: dict[Key, Thing]) -> LineMatch:
    things = tuple(rows[key] for key in line.found if key in rows)
    is_sure = line.is_sure and bool(things)
    match = LineMatch(line.number, line.text, things, is_sure, "", "", line.is_wrong_isbn, line.is_rounded_isbn)
    if things:
        return match
    return replace(match, ean=line.ean, pass_offer=line.link[1] if line.link[0] == "offre" else "")
