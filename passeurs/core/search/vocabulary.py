"""The words a table's names are made of, and the nearest of them to a misspelt one.

SymSpell's deletion neighbourhoods (`symspellpy`), loaded on the first misspelling in each process:
about a second and 40 MB for 25,000 names; a correction then takes a fraction of a millisecond.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import Counter
from typing import Any

from django.core.cache import cache
from django.db import models

# Rows that came one by one (not by an import, which says so) are learnt after this many seconds.
PATIENCE = 300
_loaded: dict[str, Vocabulary] = {}
_lock = threading.Lock()


class Vocabulary:
    """The words of one table: whole ones as in names, and those of its index."""

    def __init__(self, words: Counter[str], stamp: str, last_pk: int) -> None:
        self.stamp, self.last_pk, self.at = stamp, last_pk, time.monotonic()
        from symspellpy import SymSpell

        self._counts = words
        self._speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7, count_threshold=1)
        for word, count in words.items():
            if not word.isdigit():
                self._speller.create_dictionary_entry(word, count)

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def near(self, word: str) -> list[str]:
        """Words one edit away (an adjacent swap is one edit), most used first; failing that, two for a long word.

        A short word has many neighbours and little to choose among them by: more are given.
        """
        from symspellpy import Verbosity

        limit = 8 if len(word) > 5 else 30
        if word.isdigit():
            return []
        found = self._speller.lookup(word, Verbosity.ALL, max_edit_distance=1)
        if not found and len(word) >= 6:
            found = self._speller.lookup(word, Verbosity.CLOSEST, max_edit_distance=2)
        return [one.term for one in found if one.term != word][:limit]

    def halves(self, word: str, *, limit: int = 3) -> list[tuple[str, str]]:
        """Two known words written as one, the most used pairs first."""
        cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
        known = [pair for pair in cuts if pair[0] in self._counts and pair[1] in self._counts]
        return sorted(known, key=lambda pair: -min(self._counts[pair[0]], self._counts[pair[1]]))[:limit]


def _stamp(model: type[models.Model]) -> str:
    return str(cache.get_or_set(f"search-words:{model._meta.label_lower}", lambda: uuid.uuid4().hex, None))


def words_changed(model: type[models.Model]) -> None:
    """Tell every process to learn the table's words anew: called at the end of an import."""
    cache.set(f"search-words:{model._meta.label_lower}", uuid.uuid4().hex, None)


def _last_pk(model: type[models.Model]) -> int:
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def vocabulary_of(model: type[Any]) -> Vocabulary:
    """The vocabulary of a `Searchable` model, loaded when needed, fresh after an import."""
    key, stamp = model._meta.label_lower, _stamp(model)
    known = _loaded.get(key)
    if known and known.stamp == stamp:
        if time.monotonic() - known.at < PATIENCE:
            return known
        known.at = time.monotonic()
        if known.last_pk == _last_pk(model):
            return known
    with _lock:
        known = _loaded.get(key)
        if known is None or known.stamp != stamp or known.last_pk != _last_pk(model):
            words: Counter[str] = Counter()
            for name, text in model._default_manager.values_list("search_name", "search_text").iterator(5000):
                words.update({*name.split(), *text.split()})
            known = _loaded[key] = Vocabulary(words, stamp, _last_pk(model))
    return known
