"""JSON to rows, streamed: Opendatasoft v1, v2 and v2.1, plain lists, flattened keys, GeoJSON, JSON-LD, JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

import ijson

from passeurs.catalogue.importers.machinery.column import Row, UnreadableRow, column_key
from passeurs.catalogue.importers.machinery.refusal import FileRefused

_LISTS = (
    "results",
    "records",
    "features",
    "elements",
    "events",
    "data",
    "items",
    "values",
    "@graph",
    "rows",
    "docs",
    "hits",
)
_OPENED = 40
_BROKEN = "le JSON est tronqué ou mal formé : téléchargez-le de nouveau"


class _Bytes:
    """Text handed over as UTF-8 bytes, the only thing the parser eats."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        """Up to about `size` bytes."""
        return self.stream.read(size).lstrip("\ufeff").encode("utf-8", "surrogatepass") if size else b""


def json_rows(stream: TextIO) -> tuple[str, Iterator[Row | UnreadableRow]]:
    """(shape, rows). Raises `FileRefused` on what is not a list of objects."""
    if _is_lines(stream):
        return "json", _lines_rows(stream)
    stream.seek(0)
    prefix = _list_prefix(stream)
    stream.seek(0)
    return "json", _rows(stream, prefix)


def _is_lines(stream: TextIO) -> bool:
    """One object per line: the first line is whole and another follows."""
    stream.seek(0)
    first = stream.readline(1 << 22).strip().lstrip("\ufeff")
    if not first.startswith("{") or not first.endswith("}"):
        return False
    try:
        json.loads(first)
    except ValueError:
        return False
    return stream.readline(64).lstrip().startswith("{")


def _lines_rows(stream: TextIO) -> Iterator[Row | UnreadableRow]:
    stream.seek(0)
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield _as_row(number, json.loads(line.lstrip("\ufeff")))
        except ValueError:
            yield UnreadableRow(number, "l’objet JSON de cette ligne est mal formé")


def _list_prefix(stream: TextIO) -> str:
    """Where the rows are: `item` for a list, `results.item`…, empty for one object alone."""
    depth = 0
    try:
        for prefix, event, _value in ijson.parse(_Bytes(stream)):
            if event == "start_array" and not prefix:
                return "item"
            if event == "start_array" and (prefix in _LISTS or prefix in {"data.results", "data.events", "hits.hits"}):
                return f"{prefix}.item"
            depth += event in {"start_map", "start_array"}
            if depth > 100_000:
                break
    except (ijson.JSONError, UnicodeError) as error:
        raise FileRefused(_BROKEN) from error
    return ""


def _rows(stream: TextIO, prefix: str) -> Iterator[Row | UnreadableRow]:
    try:
        for number, item in enumerate(ijson.items(_Bytes(stream), prefix, use_float=True), start=1):
            yield _as_row(number, item)
    except (ijson.JSONError, UnicodeError, OverflowError) as error:
        raise FileRefused(_BROKEN) from error


def _as_row(number: int, item: Any) -> Row | UnreadableRow:
    if not isinstance(item, dict):
        return UnreadableRow(number, "cet élément de la liste n’est pas un objet JSON")
    cells = _cells(item)
    normal: dict[str, Any] = {}
    for key, value in cells.items():
        normal.setdefault(column_key(str(key)), value)
    for key, value in cells.items():
        # « location.city » is reached like a flat column; GeoJSON shapes and long lists of properties are not opened.
        if isinstance(value, dict) and len(value) <= _OPENED and "coordinates" not in value:
            for name, inner_value in value.items():
                normal.setdefault(column_key(f"{key} {name}"), inner_value)
    return Row(number, normal, raw=item)


def original_names(item: Any) -> list[str]:
    """The names of an object's cells as written in the file."""
    return [str(key) for key in _cells(item)] if isinstance(item, dict) else []


def _cells(item: dict[str, Any]) -> dict[str, Any]:
    """The cells of a record, a feature or a plain object."""
    cells: dict[str, Any] = {}
    record = item.get("record")
    inner: dict[str, Any] = record if isinstance(record, dict) else item
    if "fields" in inner and isinstance(inner["fields"], dict):
        cells.update(inner["fields"])
        cells.setdefault("recordid", inner.get("recordid") or inner.get("id"))
    elif isinstance(inner.get("tags"), dict) and inner.get("type") in {"node", "way", "relation"}:
        # An object of OpenStreetMap as Overpass gives it.
        cells.update(inner["tags"])
        cells["@id"] = f"{inner['type']}/{inner.get('id')}"
        middle = inner.get("center")
        point = middle if isinstance(middle, dict) else inner
        cells["geometry"] = {"type": "Point", "coordinates": [point.get("lon"), point.get("lat")]}
    elif "properties" in inner and isinstance(inner["properties"], dict):
        cells.update(inner["properties"])
        if inner.get("id") is not None:
            cells.setdefault("id", inner["id"])
    else:
        cells.update(inner)
    geometry = inner.get("geometry")
    if isinstance(geometry, dict):
        cells["geometry"] = geometry
    return cells
