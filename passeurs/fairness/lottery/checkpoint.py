"""What is already computed, kept in a folder: a draw that was killed goes on from there, to the same result.

Each step starts its solvers from what is written here and nothing else, whether it was killed or not.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from passeurs.fairness.lottery.pool import Pool


def fingerprint(pool: Pool, is_leximin: bool, seed: int) -> str:
    """What makes two computations the same one."""
    told = [pool.categories, pool.types, pool.members, pool.size, is_leximin, seed]
    told.append([(quota.where, quota.minimum, quota.maximum) for quota in pool.quotas])
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class Checkpoint:
    """A JSON file per step. Without a folder nothing is kept; steps of another computation are not read."""

    def __init__(self, folder: Path | None, mark: str) -> None:
        self.folder, self.mark = folder, mark
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def load(self, step: str) -> Any:
        """What `save` kept under this name, or None."""
        if self.folder is None:
            return None
        try:
            kept = json.loads((self.folder / f"{step}.json").read_text())
        except (OSError, ValueError):
            return None
        return kept["value"] if isinstance(kept, dict) and kept.get("mark") == self.mark else None

    def save(self, step: str, value: Any) -> None:
        """Keep a JSON value; a kill in between leaves the former one."""
        if self.folder is None:
            return
        written = self.folder / f"{step}.tmp"
        written.write_text(json.dumps({"mark": self.mark, "value": value}))
        os.replace(written, self.folder / f"{step}.json")
