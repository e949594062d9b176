"""The one way text is made comparable: lower case, no accents, words of letters and digits."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ʼ": "'"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """« L’Œuvre à Évry » → "l oeuvre a evry"."""
    plain = text.lower()
    if not plain.isascii():
        spelled = unicodedata.normalize("NFKD", plain.translate(_LIGATURES))
        plain = "".join(c for c in spelled if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()
