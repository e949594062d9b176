"""Words that would tell readers whose file it is are masked: names however they are written, schools, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from passeurs.core.search.fold import fold

REDACTED = "▒▒▒▒"
_AT, _DOT = r"(?:@|\s*[(\[]\s*(?:at|arobase|chez)\s*[)\]]\s*)", r"(?:\.|\s*[(\[]\s*(?:dot|point)\s*[)\]]\s*)"
_OUTSIDE = re.compile(
    rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}\w[\w-]*)+|https?://\S+|www\.\S+|@\w{{2,}}|(?:\+33|0)[\s.]?\d(?:[\s.-]?\d{{2}}){{4}}",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"\b(?:lyc[ée]es?|coll[èe]ges?|cfa|iut|[ée]coles?|universit[ée]s?)(?=\s)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NEXT = re.compile(r"[\s'’-]+([^\W_]+)")
# Of names and of schools: too common to tell anybody.
_SMALL = frozenset("le la les l de du des d un une et".split())
# What may follow « lycée » without being its name.
_NOT_A_NAME = _SMALL | frozenset(
    "general generale professionnel professionnelle technologique technique agricole hotelier prive privee public"
    " publique superieur superieure maternelle elementaire primaire ou a au aux en je j on il elle nous que qui quand"
    " pour dans avec sans mais car est etait c ca ce cette mon ma mes son sa ses ne pas me m se s y depuis".split()
)
_WORDS_OF_A_SCHOOL = 4


def redact(text: str, names: Iterable[str]) -> str:
    """The text without addresses, links, numbers, schools, nor these names; each is masked the same way.

    Words are compared folded: HELENE is Hélène, and Goff-Martin holds Goff. A short name is one only with its capital.
    """
    hidden = {word for name in names for word in fold(name).split()} - _SMALL

    def mask(match: re.Match[str]) -> str:
        word = fold(match[0])
        is_told = word in hidden and (len(word) > 2 or match[0][0].isupper())
        return REDACTED if is_told else match[0]

    return _WORD.sub(mask, _without_schools(_OUTSIDE.sub(REDACTED, text)))


def _without_schools(text: str) -> str:
    """Each school and its name masked; « au lycée général » names nobody."""
    kept, read = [], 0
    for school in _SCHOOL.finditer(text):
        end = _end_of_school(text, school.end())
        if school.start() >= read and end > school.end():
            kept += [text[read : school.start()], REDACTED]
            read = end
    return "".join([*kept, text[read:]])


def _end_of_school(text: str, start: int) -> int:
    """Where the name of a school that begins at `start` ends: its capitals, or one small word that may be a name."""
    end = at = start
    for count in range(_WORDS_OF_A_SCHOOL):
        follows = _NEXT.match(text, at)
        if follows is None:
            break
        word, folded = follows[1], fold(follows[1])
        at = follows.end()
        if word[0].isupper() and folded not in _NOT_A_NAME:
            end = at
        elif folded in _SMALL:
            continue
        elif count == 0 and folded not in _NOT_A_NAME:
            return at
        elif not word.isupper():
            break
    return end
