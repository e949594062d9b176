"""Search by text: `search` ranks, `matching` filters. Accents, case, plurals, word order and typos do not matter."""

from __future__ import annotations

from itertools import islice, product
from typing import Any

from passeurs.core.search.engine import Clause, Group, Query, Term, engine_of
from passeurs.core.search.fold import fold
from passeurs.core.search.index import STOP_WORDS, stem, words_of
from passeurs.core.search.vocabulary import Vocabulary, vocabulary_of

# Ranked at most: a word found 8,000 times costs what a rare one costs.
CANDIDATES = 250
MAX_LENGTH = 200
MAX_WORDS = 10
MAX_VARIANTS = 60


def search(queryset: Any, text: str, *, limit: int = 20) -> list[int]:
    """Primary keys of the rows of `queryset` that `text` finds, best first, at most `limit`.

    First the rows of exactly that name; then those holding every word (the last may be unfinished);
    then, when there are fewer than `limit`, those holding the words mended. Any text is safe.
    `queryset` is of a `Searchable` model, unordered and unsliced.
    """
    folded = fold(text[:MAX_LENGTH])
    if not folded:
        return []
    found = dict.fromkeys(_named(queryset, [folded], limit))
    if len(found) >= limit:
        return list(found)[:limit]
    words = words_of(folded)[:MAX_WORDS]
    if not words:
        starting = queryset.filter(search_name__startswith=folded).order_by("search_name")
        return list(found | dict.fromkeys(starting.values_list("pk", flat=True)[:limit]))[:limit]
    is_exact = bool(found)
    found |= dict.fromkeys(_ranked(queryset, (_unfinished(words),), folded, words))
    if is_exact or len(found) >= limit:
        return list(found)[:limit]
    mended = Mended(vocabulary_of(queryset.model), folded)
    # A name mended to the letter beats a list of names that merely hold what was typed.
    names = dict.fromkeys(_named(queryset, mended.names(), limit))
    found = (names | found) if mended.unknown else (found | names)
    if not names and len(found) < limit:
        for query in mended.queries():
            found |= dict.fromkeys(_ranked(queryset, query, folded, words))
            if found:
                break
    return list(found)[:limit]


def matching(queryset: Any, text: str) -> Any:
    """The rows of `queryset` that `text` finds, in no order: holding every word, else every mended word.

    A text without a word (only articles, only signs) finds nothing; an empty text filters nothing.
    """
    if not text.strip():
        return queryset
    folded = fold(text[:MAX_LENGTH])
    words = words_of(folded)[:MAX_WORDS]
    engine = engine_of(queryset.db)
    if not words:
        return queryset.filter(search_name=folded) if folded else queryset.none()
    everywhere = queryset.model._default_manager.using(queryset.db)
    plain: Query = (_unfinished(words),)
    if engine.filter(everywhere, plain).order_by().exists():
        return engine.filter(queryset, plain)
    for query in Mended(vocabulary_of(queryset.model), folded).queries():
        if engine.filter(everywhere, query).order_by().exists():
            return engine.filter(queryset, query)
    return queryset.none()


def _unfinished(words: list[str]) -> Clause:
    """Every word; the last one, from two letters on, may be the beginning of a longer one."""
    groups: list[Group] = [(Term(word),) for word in words[:-1]]
    return (*groups, (Term(words[-1], is_prefix=len(words[-1]) > 1),))


def _named(queryset: Any, names: list[str], limit: int) -> list[int]:
    return list(queryset.filter(search_name__in=names).order_by("pk").values_list("pk", flat=True)[:limit])


def _ranked(queryset: Any, query: Query, folded: str, words: list[str]) -> list[int]:
    """The candidates of `query`: names that hold more of the words, then begin alike, then of like length."""
    rows = engine_of(queryset.db).filter(queryset, query).order_by().values_list("pk", "search_name")[:CANDIDATES]
    asked = {term.word for clause in query for group in clause for term in group}

    def order(row: tuple[int, str]) -> tuple[int, bool, int, int]:
        key, name = row
        held = {stem(word) for word in name.split()}
        return -len(held & asked), not name.startswith(folded), abs(len(name) - len(folded)), key

    return [key for key, _ in sorted(rows, key=order)]


class Mended:
    """A misspelt text and what it may have meant, given a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, folded: str) -> None:
        self.words = folded.split()[:MAX_WORDS]
        self.vocabulary = vocabulary
        self.unknown = [
            at
            for at, word in enumerate(self.words)
            if word not in vocabulary and stem(word) not in vocabulary and word not in STOP_WORDS
        ]
        self.near = {at: vocabulary.near(self.words[at]) for at in self.unknown or range(len(self.words))}

    def variants(self) -> list[list[str]]:
        """The whole text with words joined, cut or mended, likeliest first."""
        found = self._regrouped()
        if self.unknown:
            choices = [self.near.get(at) or [word] for at, word in enumerate(self.words)]
            found += [list(words) for words in islice(product(*choices), MAX_VARIANTS)]
        else:
            for at, others in self.near.items():
                found += [[*self.words[:at], other, *self.words[at + 1 :]] for other in others]
        return found

    def _regrouped(self) -> list[list[str]]:
        """Two words joined, or an unknown one cut in two, when that makes known words."""
        found: list[list[str]] = []
        for at in range(len(self.words) - 1):
            joined = self.words[at] + self.words[at + 1]
            if joined in self.vocabulary:
                found.append([*self.words[:at], joined, *self.words[at + 2 :]])
        for at in self.unknown:
            found += [
                [*self.words[:at], *pair, *self.words[at + 1 :]] for pair in self.vocabulary.halves(self.words[at])
            ]
        return found

    def names(self) -> list[str]:
        """Folded names the text may have meant."""
        return [" ".join(words) for words in self.variants()][: 2 * MAX_VARIANTS]

    def queries(self) -> list[Query]:
        """Questions to the index, from the closest to the loosest."""
        found: list[Query] = [tuple(dict.fromkeys(clause for clause in self._clauses() if clause))]
        kept = [stem(word) for at, word in enumerate(self.words) if at not in self.unknown and word not in STOP_WORDS]
        if self.unknown and kept:
            found.append((tuple((Term(word),) for word in kept),))
        if len(kept) > 2:
            # One word too many: any of them.
            found.append(tuple(tuple((Term(word),) for word in kept if word != one) for one in kept))
        return [query for query in found if query]

    def _clauses(self) -> list[Clause]:
        """Every word with its alternatives; when all words are known, one of them at a time with its own."""
        whole = [[word] for word in self.words]
        found = [self._clause([[word] for word in words]) for words in self._regrouped()]
        if self.unknown:
            found.append(self._clause([self.near.get(at) or same for at, same in enumerate(whole)]))
        else:
            found += [
                self._clause([*whole[:at], others, *whole[at + 1 :]]) for at, others in self.near.items() if others
            ]
        return found

    @staticmethod
    def _clause(choices: list[list[str]]) -> Clause:
        groups = [tuple(Term(stem(word)) for word in words if word not in STOP_WORDS) for words in choices]
        return tuple(group for group in groups if group)
