"""CSV as spreadsheets in France open it: semicolons, UTF-8 with BOM, no formula injection."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

# What no file format needs and some readers are fooled by: control characters, marks that turn the reading direction.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)

# What makes a spreadsheet read a cell as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_LINE = re.compile(r"[^\r\n]+")


def plain_text(value: Any) -> str:
    """A text as it may leave the site in a file: nothing invisible that turns, hides or breaks what follows."""
    return _UNPRINTABLE.sub("", str(value or "").replace("\r\n", "\n")).strip()


def plain_line(value: Any) -> str:
    """The same on one line: a title, a name."""
    return re.sub(r"\s*[\n\t]\s*", " ", plain_text(value))


class _Echo:
    def write(self, value: str) -> str:
        return value


def safe_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula, on none of its lines: some split a cell at its newlines."""
    text = "" if value is None else str(value)
    if _NUMBER.fullmatch(text):
        return text
    return _LINE.sub(lambda line: f"'{line[0]}" if _is_formula(line[0]) else line[0], text)


def _is_formula(line: str) -> bool:
    return line.startswith(_FORMULA) or line.lstrip().startswith(_FORMULA)


def csv_response(name: str, header: list[str], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """A streamed CSV download called `name`.csv."""
    writer = csv.writer(_Echo(), delimiter=";")

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow([safe_cell(cell) for cell in header])  # type: ignore[misc]
        for row in rows:
            yield writer.writerow([safe_cell(cell) for cell in row])  # type: ignore[misc]

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
