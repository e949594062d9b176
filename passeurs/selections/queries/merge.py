"""Two people wrote at once: each text of a draft is compared with what its writer had started from.

A draft is a flat mapping of texts: `title`, `intro`, `tags` (slugs joined by commas), `call` (a slug),
`reason-<item id>`, `section-<item id>`. The page keeps a mark of each text as it was shown (`mark`), never the text:
mine against the mark says whether I changed it, the stored text against the mark whether somebody else did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from passeurs.selections.models import Selection, SelectionItem


@dataclass(frozen=True)
class Conflict:
    """One text that both changed. `theirs` is None when its item was taken out."""

    name: str
    mine: str
    theirs: str | None


@dataclass(frozen=True)
class Merge:
    """What to store, by name, and what only a person can settle."""

    values: dict[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


def normal(text: str) -> str:
    """A text as it is compared: line ends of a browser and spaces around do not count."""
    return text.replace("\r\n", "\n").strip()


def mark(text: str) -> str:
    """A short mark of a text."""
    return hashlib.blake2s(normal(text).encode(), digest_size=6).hexdigest()


def merge(*, base: Mapping[str, str], mine: Mapping[str, str], stored: Mapping[str, str]) -> Merge:
    """Three ways: `base` marks what was shown, `mine` is what was sent, `stored` what is kept now.

    A text without a mark is taken as sent. Texts that were not sent stay as they are.
    """
    values = dict(stored)
    conflicts = []
    for name, text in mine.items():
        kept = stored.get(name)
        started_from = base.get(name)
        is_mine_changed = started_from != mark(text)
        if kept is None:
            # Without a mark, or unchanged: nothing of mine is lost with the item.
            if started_from and is_mine_changed and normal(text):
                conflicts.append(Conflict(name, text, None))
        elif normal(text) == normal(kept) or not is_mine_changed:
            continue
        elif started_from in (None, mark(kept)):
            values[name] = text
        else:
            conflicts.append(Conflict(name, text, kept))
    return Merge(values, tuple(conflicts))


def marks_after(*, base: Mapping[str, str], mine: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, str]:
    """The marks of a page that stays open after saving: of what it shows, so new marks only where that is kept."""
    return {
        name: mark(text) if name in stored and normal(stored[name]) == normal(text) else base.get(name, "")
        for name, text in mine.items()
    }


def texts_of(selection: Selection, items: list[SelectionItem]) -> dict[str, str]:
    """The texts of a draft as they are stored. Costs a query for the tags, unless prefetched."""
    texts = {
        "title": selection.title,
        "intro": selection.intro,
        "tags": ",".join(sorted(tag.slug for tag in selection.tags.all())),
        "call": selection.call.slug if selection.call else "",
    }
    for item in items:
        texts[f"reason-{item.pk}"] = item.reason
        texts[f"section-{item.pk}"] = item.section
    return texts
