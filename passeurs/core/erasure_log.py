"""A list of erasures kept beside the database, so that a restored backup erases again what was erased since.

One line an erasure: the verb, the number of the row, when. No name, no address, no text.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction

from passeurs.core.models import JournalEntry
from passeurs.core.registry import erasures

log = structlog.get_logger()


@dataclass(frozen=True, order=True)
class Erasure:
    """`verb` is that of the journal, `ref` its reference (`people.person:12`), `at` in ISO format, UTC."""

    at: str
    verb: str
    ref: str


def note_on_commit(verb: str, ref: str, at: dt.datetime) -> None:
    """Keep it in the list once it is certain. A disk that refuses undoes no erasure: the journal holds it too."""
    if erasures.get(verb):
        line = Erasure(at.astimezone(dt.UTC).isoformat(), verb, ref)
        transaction.on_commit(partial(add_lines, [line]), robust=True)


def add_lines(lines: Iterable[Erasure]) -> None:
    """Append to the list, whole lines, on the disk when this returns."""
    text = "".join(json.dumps(asdict(line)) + "\n" for line in lines)
    path = Path(settings.ERASURES_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read_lines(path: Path) -> set[Erasure]:
    """What a list holds; a line cut by a crash is left aside."""
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            found.add(Erasure(**json.loads(line)))
        except (ValueError, TypeError):
            log.warning("erasure_unreadable", file=path.name)
    return found


def known_erasures() -> set[Erasure]:
    """Those of the list and of the journal of this database."""
    verbs = [verb for verb, _again in erasures.items()]
    rows = JournalEntry.objects.filter(verb__in=verbs).values_list("at", "verb", "subject_ref")
    told = {Erasure(at.astimezone(dt.UTC).isoformat(), verb, ref) for at, verb, ref in rows}
    return read_lines(Path(settings.ERASURES_FILE)) | told


def erase_again(lines: Iterable[Erasure], *, since: dt.datetime) -> tuple[int, list[Erasure]]:
    """Make the erasures of after `since` again. Returns how many, and those that failed: the operator is told."""
    done, failed = 0, []
    for line in sorted(lines):
        at = dt.datetime.fromisoformat(line.at)
        again = erasures.get(line.verb)
        if at < since or again is None:
            continue
        try:
            again(int(line.ref.rpartition(":")[2]), at)
            done += 1
        except Exception:
            # One refusal (the last of the team) does not keep the others from being made.
            log.exception("erasure_failed", verb=line.verb, ref=line.ref)
            failed.append(line)
    return done, failed
