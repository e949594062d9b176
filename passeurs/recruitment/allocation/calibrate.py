"""Severity of readers, from files that several read: ridge least squares on score = file + reader.

Minimises Σ (score − file − reader)² + λ Σ reader², by turns on files and readers: each turn is exact and the sum is
convex, so it ends at the only minimum. λ keeps who read little near zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

RIDGE = 3.0
TURNS = 200
ENOUGH = 1e-9


def severities(readings: Sequence[tuple[int, int, float]], ridge: float = RIDGE) -> dict[int, float]:
    """By reader, what they give above (or below) the others on the same files. `readings`: (file, reader, score)."""
    by_file: dict[int, list[tuple[int, float]]] = defaultdict(list)
    by_reader: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for file, reader, score in readings:
        by_file[file].append((reader, score))
        by_reader[reader].append((file, score))
    found = dict.fromkeys(by_reader, 0.0)
    for _turn in range(TURNS):
        level = {
            file: sum(score - found[reader] for reader, score in rows) / len(rows) for file, rows in by_file.items()
        }
        moved = 0.0
        for reader, rows in by_reader.items():
            new = sum(score - level[file] for file, score in rows) / (len(rows) + ridge)
            moved = max(moved, abs(new - found[reader]))
            found[reader] = new
        if moved < ENOUGH:
            break
    return found
