"""A number from outside, read one way: `str.isdigit` takes « ² », `int` takes every script and any length."""

from __future__ import annotations

# The largest that a key, and any other column of whole numbers, holds on both databases.
MOST_KEY = 2**63 - 1
MOST_STORED = 2**31 - 1


def read_number(text: object, *, most: int = MOST_KEY) -> int | None:
    """The number that a text is, from 0 to `most`, in plain digits; None for anything else."""
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None
