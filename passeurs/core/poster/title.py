"""Titles set large into a poster: broken into lines that fit, measured on the very letters that draw them."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
# The face of titles, of words, of strong words; then what lends its letters to all: the order is resvg's own.
FACES = ("title", "strong", "text", "emoji", "arabic", "hebrew")
LEADING = 1.06
# What tints or picks emoji: no letter of its own.
SILENT = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


@lru_cache(maxsize=1)
def _advances() -> dict[str, dict[str, int]]:
    tables: dict[str, dict[str, int]] = json.loads((FONTS / "advances.json").read_text(encoding="ascii"))
    return tables


@lru_cache(maxsize=4096)
def letter_width(letter: str, face: str) -> int | None:
    """The width of a letter in thousandths of the size; None when no face of ours draws it."""
    tables = _advances()
    own = tables[face].get(letter)
    if own is not None:
        return own
    return max((tables[other][letter] for other in FACES if letter in tables[other]), default=None)


def drawable(text: str, face: str = "title") -> str:
    """`text` in letters that can be drawn, spaces made one: others are left out rather than drawn as boxes."""
    text = SILENT.sub("", unicodedata.normalize("NFC", text))
    text = re.sub(r"[ \t\r\n\f\v\x85\u2028\u2029]+", " ", text)
    # Controls, and signs that turn the direction of writing, are in some fonts: none is a letter.
    seen = (
        one for one in text if unicodedata.category(one) not in ("Cc", "Cf") and letter_width(one, face) is not None
    )
    return re.sub(" +", " ", "".join(seen)).strip()


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is of Arabic or Hebrew."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def width_of(text: str, size: float, face: str = "title") -> float:
    """How wide `text` is at `size`, kerning apart: never narrower than it is drawn."""
    return sum(letter_width(letter, face) or 0 for letter in text) * size / 1000


def broken(text: str, size: float, width: float, face: str = "title") -> list[str]:
    """`text` in lines of at most `width`, cut inside a word only when the word alone is too long."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        trial = f"{line} {word}".strip()
        if width_of(trial, size, face) <= width:
            line = trial
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and width_of(word, size, face) > width:
            keep = len(word) - 1
            while keep > 1 and (width_of(word[:keep] + "-", size, face) > width or unicodedata.combining(word[keep])):
                keep -= 1
            lines.append(word[:keep] + "-")
            word = word[keep:]
        line = word
    return [*lines, line] if line else lines


def balanced(text: str, size: float, width: float, face: str = "title") -> list[str]:
    """The lines of `broken`, as even as they can be without one more: no word alone on the last."""
    lines = broken(text, size, width, face)
    low, high = max(width_of(word, size, face) for word in text.split(" ")), width
    for _ in range(7):
        middle = (low + high) / 2
        trial = broken(text, size, middle, face)
        if len(trial) <= len(lines):
            lines, high = trial, middle
        else:
            low = middle
    return lines


def fitted(
    text: str, width: float, height: float, largest: float, smallest: float, face: str = "title"
) -> tuple[float, list[str]]:
    """The largest size at which `text` fits in the box without cutting a word, and its lines.

    At the smallest size words may be cut, and what still does not fit ends with an ellipsis.
    """
    # A sign never starts a line: its space does not break.
    text = re.sub(r" ([:;!?»])", "\u202f\\1", re.sub(r"« ", "«\u202f", " ".join(text.split(" "))))
    longest = max(width_of(word, 1, face) for word in text.split(" "))
    size = largest
    while size > smallest:
        if longest * size <= width and len(broken(text, size, width, face)) * size * LEADING <= height:
            return size, balanced(text, size, width, face)
        size *= 0.96
    size = smallest
    lines = broken(text, size, width, face)
    room = max(1, int(height // (size * LEADING)))
    if len(lines) > room:
        last = lines[room - 1]
        while last and width_of(last + "…", size, face) > width:
            last = last[:-1]
        lines = [*lines[: room - 1], last.rstrip(" ,;:") + "…"]
    return size, lines
