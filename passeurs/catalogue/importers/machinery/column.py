"""Columns found by what they are called, whatever the spelling, the order or the year."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from passeurs.catalogue.importers.machinery.misread_text import repair_encoding
from passeurs.core.search.fold import fold

_PREFIX = re.compile(r"^(?:record\.)?(?:fields|properties|attributes)[._]", re.IGNORECASE)


@lru_cache(maxsize=8192)
def column_key(name: str) -> str:
    """A header for comparison: « Code Postal », « code_postal », « CODE-POSTAL » → "codepostal"."""
    return fold(repair_encoding(_PREFIX.sub("", name))).replace(" ", "")


@dataclass(slots=True)
class Row:
    """One row: `line` in the file (or rank in a list), cells by normalised name, the raw object for JSON.

    `extra` holds the cells beyond the header, when stray separators shifted the row; `cells_list` the cells as read.
    """

    line: int
    cells: dict[str, Any]
    raw: Any = None
    listed: list[str] | None = None
    expected: int = 0

    def get(self, aliases: Iterable[str]) -> Any:
        """The first cell with something in it among normalised names; else an empty string."""
        cells = self.cells
        for alias in aliases:
            value = cells.get(alias)
            if value is not None and value != "":
                return value
        return ""

    def text(self, aliases: Iterable[str]) -> str:
        """The cell as stripped text; lists are joined, « NULL » and its kin are nothing."""
        return as_text(self.get(aliases))


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row of which nothing can be made: `line` in the file, and why."""

    line: int
    reason: str


_NOTHING = {"null", "none", "nan", "n/a", "#n/a", "n.c", "nc", "-", "\\n", "undefined", "non renseigné", "néant"}


def as_text(value: Any) -> str:
    """Any cell as text."""
    if isinstance(value, str):
        text = value.strip()
        return "" if len(text) < 15 and text.lower() in _NOTHING else text
    if value is None or value is False:
        return ""
    if value is True:
        return "oui"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(as_text, value)))
    if isinstance(value, dict):
        for key in ("fr", "label", "value", "name", "nom"):
            if value.get(key):
                return as_text(value[key])
        return ""
    return str(value)


def yes_or_no(value: Any) -> bool | None:
    """« oui », « non », 1, false…; None for anything else."""
    if isinstance(value, bool):
        return value
    word = fold(as_text(value))
    if word in {"oui", "o", "yes", "y", "vrai", "true", "1", "x"}:
        return True
    return False if word in {"non", "n", "no", "faux", "false", "0"} else None


def as_list(value: Any) -> list[str]:
    """A cell that holds several things: a JSON list in a string, a list, or parts set apart by ; or |."""
    if isinstance(value, str):
        text = value.strip()
        if text[:1] == "[" and text[-1:] == "]":
            try:
                value = json.loads(text)
            except ValueError:
                return [part for part in (p.strip(" '\"") for p in text[1:-1].split(",")) if part]
        else:
            parts = re.split(r"[;|]", text) if re.search(r"[;|]", text) else text.split(",")
            return [part.strip() for part in parts if part.strip()]
    if isinstance(value, list | tuple):
        return [text for text in map(as_text, value) if text]
    text = as_text(value)
    return [text] if text else []


def as_json(value: Any) -> Any:
    """A JSON value written in a string, decoded; anything else as it is."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def as_int(value: Any) -> int | None:
    """A whole number in a cell: « 1 234 », « 12.0 »; None when there is none."""
    text = re.sub(r"[\s\u00a0\u202f]", "", as_text(value)).replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if abs(number) < 1e12 else None


def as_year(value: Any, *, first: int = 1000, last: int = 2100) -> int | None:
    """A plausible year in a cell, alone or at the start of a date."""
    found = re.search(r"(?<!\d)(1\d{3}|20\d{2})(?:\.0+)?(?!\d)", as_text(value))
    if not found:
        return None
    year = int(found.group(1))
    return year if first <= year <= last else None
