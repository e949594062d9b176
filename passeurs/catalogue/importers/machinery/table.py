"""A file to rows: CSV of any usual delimiter, or JSON of any usual shape, streamed."""

from __future__ import annotations

import csv
import datetime as dt
import re
import struct
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TextIO

from passeurs.catalogue.importers.machinery.column import Row, UnreadableRow, column_key
from passeurs.catalogue.importers.machinery.encoding import open_text
from passeurs.catalogue.importers.machinery.json_row import json_rows, original_names
from passeurs.catalogue.importers.machinery.refusal import FileRefused

MAX_LINE = 1 << 25
MAX_FIELD = 1 << 22
MAX_CELLS = 5_000
MAX_RECORD_LINES = 2_000
_SAMPLE_ROWS = 60


@dataclass
class Table:
    """A file opened: its headers, a sample of its rows, and all of them, once. `close` when done.

    `rows` gives a `Row`, or a (line, reason) pair for what could not be read as one.
    """

    path: Path
    shape: str
    headers: list[str]
    sample: list[Row]
    rows: Iterator[Row | UnreadableRow]
    close: Callable[[], None] = field(repr=False, default=lambda: None)

    @property
    def keys(self) -> set[str]:
        """The normalised headers."""
        return {column_key(header) for header in self.headers}


def open_table(path: Path) -> Table:
    """Open a file and look at its first rows. Raises `FileRefused`."""
    if not path.is_file():
        raise FileRefused("le fichier n’existe pas, ou n’est pas un fichier")
    stream = open_text(path)
    try:
        start = _first_character(stream)
        stream.seek(0)
        if start in "{[":
            shape, rows = json_rows(stream)
            headers: list[str] = []
        elif _begins_with(stream, "BEGIN:VCALENDAR"):
            raise FileRefused(
                "le fichier est un agenda iCalendar (.ics) : demandez à qui le tient son export CSV ou JSON"
            )
        elif start == "<":
            raise FileRefused("le fichier est une page web ou du XML, pas un tableau : cherchez l’export CSV ou JSON")
        else:
            shape = "csv"
            headers, rows = _csv_rows(stream)
        sample: list[Row] = []
        first: deque[Row | UnreadableRow] = deque()
        for entry in rows:
            first.append(entry)
            if isinstance(entry, Row):
                sample.append(entry)
            if len(first) >= _SAMPLE_ROWS:
                break
        _refuse_by_name(sample)
        if shape != "csv":
            named = {column_key(name): name for row in sample for name in reversed(original_names(row.raw))}
            headers = list(dict.fromkeys(named.get(key, key) for row in sample for key in row.cells))
        return Table(path, shape, headers, sample, chain(first, rows), stream.close)
    except BaseException:
        stream.close()
        raise


def file_date(path: Path) -> dt.date:
    """The day a file was made: what its gzip header says, else when it was last written here."""
    with path.open("rb") as raw:
        head = raw.read(8)
    packed_at = struct.unpack("<I", head[4:8])[0] if head[:2] == b"\x1f\x8b" and len(head) == 8 else 0
    return dt.datetime.fromtimestamp(packed_at or path.stat().st_mtime, tz=dt.UTC).date()


def _refuse_by_name(sample: list[Row]) -> None:
    """Exports that hold the right thing in a shape that is no table: their own other export is asked for."""
    raws = [row.raw for row in sample if isinstance(row.raw, dict)]
    if raws and all(isinstance(raw.get("attributes"), dict) and "properties" not in raw for raw in raws):
        raise FileRefused("le fichier est du JSON d’ArcGIS (Esri) : demandez le même en GeoJSON (f=geojson) ou en CSV")
    if raws and all(isinstance(raw.get("head"), dict) and isinstance(raw.get("results"), dict) for raw in raws):
        raise FileRefused("le fichier est une réponse de Wikidata (SPARQL) : téléchargez-la en CSV")


def _first_character(stream: TextIO) -> str:
    while True:
        piece = stream.read(4096)
        if not piece:
            raise FileRefused("le fichier est vide")
        if piece.strip("\ufeff \t\r\n"):
            return piece.strip("\ufeff \t\r\n")[0]


def _begins_with(stream: TextIO, text: str) -> bool:
    head = stream.read(200).lstrip("\ufeff \t\r\n")
    stream.seek(0)
    return head.upper().startswith(text)


class _Lines:
    """Physical lines with bounded length; remembers those of the current record, so that it can be read again."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.number = 0
        self.current: list[str] = []
        self.pushed: deque[str] = deque()
        self.is_overlong = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.pushed:
            line = self.pushed.popleft()
        else:
            line = self.stream.readline(MAX_LINE)
            if len(line) >= MAX_LINE and line[-1] not in "\r\n":
                self.is_overlong = True
                while True:
                    rest = self.stream.readline(MAX_LINE)
                    if not rest or rest[-1] in "\r\n":
                        break
                line = "\n"
        if not line:
            raise StopIteration
        self.number += 1
        if "\x00" in line:
            line = line.replace("\x00", "")
        self.current.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        """Lines to be read again."""
        self.pushed.extendleft(reversed(lines))
        self.number -= len(lines)


def _delimiter(lines: list[str]) -> str:
    """The delimiter under which the first lines have the most cells, in agreement with each other."""
    scores: dict[str, float] = {}
    for candidate in ";,\t|":
        widths = [len(cells) for cells in csv.reader(lines, delimiter=candidate)]
        head = widths[0] if widths else 0
        agreeing = sum(width == head for width in widths) / max(len(widths), 1)
        scores[candidate] = (head - 1) * (0.5 + agreeing)
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > 0 else ";"


def _csv_rows(stream: TextIO) -> tuple[list[str], Iterator[Row | UnreadableRow]]:
    csv.field_size_limit(MAX_FIELD)
    lines = _Lines(stream)
    head: list[str] = []
    for line in lines:
        if not head and (not line.strip('\ufeff \r\n;,\t|"') or re.match(r"(?i)\ufeff?sep=.\s*$", line)):
            continue
        head.append(line)
        if len(head) >= 20 or sum(map(len, head)) > 400_000:
            break
    if not head:
        raise FileRefused("le fichier ne contient aucune ligne")
    head[0] = head[0].lstrip("\ufeff")
    try:
        delimiter = _delimiter(head)
    except csv.Error as error:
        raise FileRefused("l’en-tête du fichier est illisible : est-ce bien un CSV ?") from error
    lines.give_back(head)
    reader = csv.reader(lines, delimiter=delimiter)
    headers = [cell.strip() for cell in next(reader)]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) < 2 or len(headers) > MAX_CELLS:
        raise FileRefused(
            "la première ligne n’est pas un en-tête de tableau (une seule colonne, ou des milliers) : "
            "est-ce bien un CSV avec ses titres de colonnes ?"
        )
    return headers, _csv_records(lines, delimiter, _unique([column_key(header) for header in headers]))


def _unique(keys: list[str]) -> list[str]:
    """A second column of the same name gets a number, so that it hides nothing."""
    seen: dict[str, int] = {}
    found = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key}{seen[key]}")
    return found


def _csv_records(lines: _Lines, delimiter: str, keys: list[str]) -> Iterator[Row | UnreadableRow]:
    width = len(keys)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.current.clear()
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reader = csv.reader(lines, delimiter=delimiter)
            if len(lines.current) > 1:
                # A quote never closed: this line is read without quotes, the following ones again.
                yield _as_row(start, _unquoted(lines.current[0], delimiter), keys)
                lines.give_back(lines.current[1:])
            else:
                yield UnreadableRow(start, "une case dépasse 4 millions de caractères : la ligne n’est pas lisible")
            continue
        if lines.is_overlong:
            lines.is_overlong = False
            yield UnreadableRow(start, "la ligne dépasse 33 millions de caractères : elle n’est pas lisible")
            continue
        if not cells or (len(cells) < 3 and not "".join(cells).strip()):
            continue
        span = len(lines.current)
        if span > 1 and (len(cells) != width or span > MAX_RECORD_LINES):
            alone = _unquoted(lines.current[0], delimiter)
            if len(alone) == width:
                reader = csv.reader(lines, delimiter=delimiter)
                lines.give_back(lines.current[1:])
                cells = alone
        yield _as_row(start, cells, keys)


def _unquoted(line: str, delimiter: str) -> list[str]:
    return [cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter)]


def _as_row(line: int, cells: list[str], keys: list[str]) -> Row | UnreadableRow:
    width = len(keys)
    if len(cells) == width:
        return Row(line, dict(zip(keys, cells, strict=True)), listed=cells, expected=width)
    if len(cells) > MAX_CELLS:
        return UnreadableRow(line, f"la ligne a {len(cells)} cases pour {width} colonnes : vérifiez ses séparateurs")
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return Row(line, dict(zip(keys, cells, strict=False)), listed=cells, expected=width)
