"""Balanced assignment of readings: the least loaded allowed reader first, ties by a seeded order."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    """Someone who reads. `cities` and `tracks` they may read (None: all); `capacity` in files; `load` already given."""

    id: int
    capacity: int
    cities: frozenset[str] | None = None
    load: int = 0
    tracks: frozenset[str] | None = None

    def may_read(self, file: File) -> bool:
        """Whether a file is theirs to read."""
        is_near = self.cities is None or file.city in self.cities
        return self.id not in file.barred and is_near and (self.tracks is None or file.track in self.tracks)


@dataclass(frozen=True)
class File:
    """A file to read: its city, who may not read it, how many readings it lacks, its track."""

    id: int
    city: str
    barred: frozenset[int] = frozenset()
    lacks: int = 2
    track: str = ""


def assign(files: Sequence[File], readers: Iterable[Reader], seed: int) -> tuple[dict[int, list[int]], list[int]]:
    """Readers by file, never twice the same for a file, and the files that lack a reader.

    Hardest files first (those with the fewest possible readers), so that a scarce reader is kept for them; the reader
    with the smallest share of their capacity used is taken. The same seed gives the same assignment.
    """
    chance = random.Random(seed)
    known = sorted(readers, key=lambda one: one.id)
    order = {one.id: chance.random() for one in known}
    load = {one.id: one.load for one in known}
    allowed: Mapping[int, list[Reader]] = {file.id: [one for one in known if one.may_read(file)] for file in files}
    shuffled = sorted(files, key=lambda file: file.id)
    chance.shuffle(shuffled)
    given: dict[int, list[int]] = {}
    short: list[int] = []
    for file in sorted(shuffled, key=lambda file: len(allowed[file.id])):
        able = [one for one in allowed[file.id] if load[one.id] < one.capacity]
        able.sort(key=lambda one: (load[one.id] / one.capacity, order[one.id]))
        chosen = [one.id for one in able[: file.lacks]]
        for one in chosen:
            load[one] += 1
        given[file.id] = chosen
        if len(chosen) < file.lacks:
            short.append(file.id)
    return given, sorted(short)
