"""Typo search over the names of the catalogue in the database: `python bench/search.py [--seed 1] [--count 2000]`.

One letter of a real name is lost, doubled, changed or swapped (seeded). Found: a venue of the same
folded name is among the first ten. The yardstick of the ratio is the same name asked without a mistake.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import string
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passeurs.config.settings")


def with_typo(name: str, chance: random.Random) -> str:
    """`name` with one letter lost, added, changed or swapped with the next."""
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    at = chance.choice(places)
    letter = chance.choice(string.ascii_lowercase)
    kind = chance.choice(["lose", "add", "change", "swap"])
    if kind == "lose":
        return name[:at] + name[at + 1 :]
    if kind == "add":
        return name[:at] + letter + name[at:]
    if kind == "swap" and at + 1 in places:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + letter + name[at + 1 :]


def percentile(values: list[float], share: float) -> float:
    """The value under which `share` of `values` lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> int:
    """Ask, time, print a table. Answers 1 when the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--show-missed", type=int, default=0)
    options = parser.parse_args()
    django.setup()
    from passeurs.catalogue.models import Venue
    from passeurs.core.search.find import search
    from passeurs.core.search.vocabulary import vocabulary_of

    visible = Venue.objects.visible()
    names = sorted({name for name in visible.values_list("name", flat=True) if any(c.isalpha() for c in name)})
    folded = dict(visible.values_list("pk", "search_name"))
    of_name = dict(visible.values_list("name", "search_name"))
    started = time.perf_counter()
    vocabulary_of(Venue)
    loading = time.perf_counter() - started
    chance = random.Random(options.seed)
    timed: dict[str, list[float]] = {"exact": [], "typo": []}
    found = {"exact": 0, "typo": 0}
    missed = []
    for name in [chance.choice(names) for _ in range(options.count)]:
        for kind, text in (("exact", name), ("typo", with_typo(name, chance))):
            started = time.perf_counter()
            keys = search(visible, text, limit=10)
            timed[kind].append((time.perf_counter() - started) * 1000)
            if any(folded[key] == of_name[name] for key in keys):
                found[kind] += 1
            else:
                missed.append((kind, name, text))
    print(f"{len(names)} distinct names, {options.count} asked, seed {options.seed}; words loaded in {loading:.2f} s")
    print(f"{'':10}{'found in 10':>12}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for kind, times in timed.items():
        print(
            f"{kind:10}{found[kind] / options.count:>12.2%}{statistics.median(times):>9.2f}"
            f"{percentile(times, 0.95):>9.2f}{percentile(times, 0.99):>9.2f}"
        )
    for text in ("bibliothèque", "municipale", "chassiers", "b", "bi"):
        times = []
        for _ in range(30):
            started = time.perf_counter()
            search(visible, text, limit=10)
            times.append((time.perf_counter() - started) * 1000)
        print(f"« {text} »: p50 {statistics.median(times):.2f} ms")
    print(f"typo / exact, p50: {statistics.median(timed['typo']) / statistics.median(timed['exact']):.1f}")
    for kind, name, text in missed[: options.show_missed]:
        print(f"  {kind}: {name!r} asked as {text!r}")
    return 0 if found["typo"] / options.count >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
