"""Titles set large into a poster: broken into lines that fit, whatever letters the reader's machine has."""

from __future__ import annotations

import re
import unicodedata

LEADING = 1.08
# Advance widths of a bold grotesque, in thousandths of the size: wide enough for the fallbacks too.
WIDTHS = {" ": 278, "-": 333, "’": 278, "'": 278, ".": 278, ",": 278, ":": 333, ";": 333, "!": 333, "?": 611,
          "«": 556, "»": 556, "(": 333, ")": 333, "/": 278, "&": 722, "·": 278, "…": 1000, "\u202f": 200, "\u00a0": 278,
          "f": 333, "i": 278, "j": 278, "l": 278, "r": 389, "t": 333, "m": 889, "w": 778, "c": 556, "k": 556, "s": 556,
          "v": 556, "x": 556, "y": 556, "z": 500, "a": 556, "e": 556, "I": 278, "J": 556, "M": 833,
          "W": 944}  # fmt: skip


def width_of(text: str, size: float) -> float:
    """About how wide `text` is at `size`, on the wide side."""
    total = 0
    for letter in text:
        base = unicodedata.normalize("NFD", letter)[0]
        total += WIDTHS.get(base) or (556 if base.isdigit() else 740 if base.isupper() else 611)
    return total * size / 1000


def broken(text: str, size: float, width: float) -> list[str]:
    """`text` in lines of at most `width`, cut inside a word only when the word alone is too long."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        trial = f"{line} {word}".strip()
        if width_of(trial, size) <= width:
            line = trial
            continue
        if line:
            lines.append(line)
        while len(word) > 1 and width_of(word, size) > width:
            keep = len(word) - 1
            while keep > 1 and width_of(word[:keep] + "-", size) > width:
                keep -= 1
            lines.append(word[:keep] + "-")
            word = word[keep:]
        line = word
    return [*lines, line] if line else lines


def fitted(text: str, width: float, height: float, largest: float, smallest: float) -> tuple[float, list[str]]:
    """The largest size at which `text` fits in the box without cutting a word, and its lines.

    At the smallest size words may be cut, and what still does not fit ends with an ellipsis.
    """
    # A sign never starts a line: its space does not break.
    text = re.sub(r" ([:;!?»])", "\u202f\\1", re.sub(r"« ", "«\u202f", " ".join(text.split(" "))))
    longest = max(text.split(" "), key=lambda word: width_of(word, 1))
    size = largest
    while size > smallest:
        lines = broken(text, size, width)
        if width_of(longest, size) <= width and len(lines) * size * LEADING <= height:
            return size, lines
        size *= 0.94
    size = smallest
    lines = broken(text, size, width)
    room = max(1, int(height // (size * LEADING)))
    if len(lines) > room:
        last = lines[room - 1]
        while last and width_of(last + "…", size) > width:
            last = last[:-1]
        lines = [*lines[: room - 1], last.rstrip(" ,;:") + "…"]
    return size, lines
