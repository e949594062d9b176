"""Typed identifiers, checked."""

from __future__ import annotations

import re

_GAP = r"[\s\u00a0\u202f\-\u2010-\u2015\u2212]?"
# Anywhere in a line: an ISBN-13, told from other numbers by how it begins; thirteen digits on their own; an ISBN-10 that is
# said to be one, or that is alone.
_ISBN13 = rf"97{_GAP}[89](?:{_GAP}\d){{10}}"
_ISBN10 = rf"\d(?:{_GAP}\d){{8}}{_GAP}[\dXx]"
_NUMBERS = re.compile(
    rf"(?<![\d.,])(?:{_ISBN13}|(?<![\w/=-])\d{{13}}(?![\w/-]))(?!\d)"
    rf"|(?i:isbn)(?:{_GAP}10)?\W{{0,4}}({_ISBN10})(?!\d)"
    rf"|^\W*({_ISBN10})\W*$"
)
_ROUNDED = re.compile(r"(?<![\d.,])9[.,]7[89]\d*\s?[eE]\+?12\b")


def ean13(text: str) -> str:
    """The first EAN-13 or ISBN (10 or 13) of a text as 13 digits; empty when there is none whose check digit is right."""
    return next(iter(ean13s(text)), "")


def ean13s(text: str) -> list[str]:
    """Those of a text, each once: labels, quotes, `="…"`, addresses and titles around them are left aside."""
    numbers = (next(filter(None, found.groups()), found[0]) for found in _NUMBERS.finditer(text.removesuffix(".0")))
    codes = (_checked(re.sub(r"[^\dXx]", "", number).upper()) for number in numbers)
    return list(dict.fromkeys(code for code in codes if code))


def is_rounded_isbn(text: str) -> bool:
    """« 9.78207E+12 »: what a spreadsheet shows of an ISBN, its last digits lost."""
    return bool(_ROUNDED.search(text))


def _checked(digits: str) -> str:
    if len(digits) == 10:
        total = sum((10 - rank) * (10 if char == "X" else int(char)) for rank, char in enumerate(digits))
        body = "978" + digits[:9]
        return "" if total % 11 else body + _check_digit(body)
    return digits if _check_digit(digits[:12]) == digits[12] else ""


def _check_digit(twelve: str) -> str:
    total = sum(int(char) * (3 if rank % 2 else 1) for rank, char in enumerate(twelve))
    return str(-total % 10)
