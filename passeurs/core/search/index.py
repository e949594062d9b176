"""Which words find a row: the same for both engines, at write time and in a query."""

from __future__ import annotations

from passeurs.core.search.fold import fold

# Found in half of all names, they cost much and tell nothing.
STOP_WORDS = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "un", "une"])
_SPELLED = {"st": "saint", "ste": "sainte", "sts": "saint", "stes": "sainte"}


# Plurals in -aux whose singular is not in -al.
_PLURALS = {
    "travaux": "travail", "vitraux": "vitrail", "coraux": "corail", "soupiraux": "soupirail", "vantaux": "vantail",
    "joyaux": "joyau", "noyaux": "noyau", "tuyaux": "tuyau", "boyaux": "boyau",
}  # fmt: skip


def stem(word: str) -> str:
    """A folded word without its plural mark: « musees », « chateaux », « journaux » → "musee", "chateau", "journal"."""
    word = _SPELLED.get(word, word)
    if word.endswith("aux") and not word.endswith("eaux") and len(word) > 5:
        return _PLURALS.get(word) or word.removesuffix("ux") + "l"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.isdigit() else word


def words_of(text: str) -> list[str]:
    """The words of an already folded text that are worth indexing, each once, in order, without plurals."""
    return list(dict.fromkeys(stem(word) for word in text.split() if word not in STOP_WORDS))


def index_words(*texts: str) -> str:
    """What goes into `search_text`: every word of `texts` that finds the row, once, separated by spaces."""
    return " ".join(words_of(fold(" ".join(text for text in texts if text))))
