"""The one way text is made comparable: lower case, no accents, words of letters and digits."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ʼ": "'"})
# Latin letters with marks, to the letter alone: one pass, where NFKD letter by letter costs five times more.
_MARKED = {
    code: "".join(c for c in unicodedata.normalize("NFKD", chr(code).lower()) if not unicodedata.combining(c))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.decomposition(chr(code))
} | dict.fromkeys(range(0x300, 0x370))
_LETTERS = _MARKED | _LIGATURES
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """« L’Œuvre à Évry » → "l oeuvre a evry"."""
    plain = text.lower()
    if not plain.isascii():
        plain = plain.translate(_LETTERS)
    if not plain.isascii():
        spelled = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in spelled if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()
