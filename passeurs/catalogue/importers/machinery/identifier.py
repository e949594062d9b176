"""Typed identifiers, checked."""

from __future__ import annotations

import re


def ean13(text: str) -> str:
    """An EAN-13 or ISBN (10 or 13) as 13 digits; empty when its check digit is wrong."""
    digits = re.sub(r"[\s-]", "", text.strip().removesuffix(".0")).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - rank) * (10 if char == "X" else int(char)) for rank, char in enumerate(digits))
        if total % 11:
            return ""
        digits = "978" + digits[:9]
        return digits + _check_digit(digits)
    if re.fullmatch(r"\d{13}", digits) and _check_digit(digits[:12]) == digits[12]:
        return digits
    return ""


def _check_digit(twelve: str) -> str:
    total = sum(int(char) * (3 if rank % 2 else 1) for rank, char in enumerate(twelve))
    return str(-total % 10)
