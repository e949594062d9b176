"""Ours beside greedy, serial dictatorship and stable matching, on the same people: `python bench/matching.py`.

[--people 600] [--cities 25] [--seeds 1,2,3,4,5] [--seconds 600] [--most 30]. Answers 1 when, for a seed, under 99 % are
in a valid group, a group is faulty, a stage is not proved, or it takes longer than `--most` seconds of processor.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Not this folder, where a file bears the name of the package that is compared.
sys.path[0] = str(ROOT)

from passeurs.associations.matching.generate import generate  # noqa: E402
from passeurs.associations.matching.options import Barrier, Possible  # noqa: E402
from passeurs.associations.matching.problem import LARGEST, Problem  # noqa: E402
from passeurs.associations.matching.quality import Group, quality_of  # noqa: E402
from passeurs.associations.matching.reading import read_problem  # noqa: E402

Chosen = dict[int, int]  # person → actor
COLUMNS = "placed valid top3 worst_rank mean_km max_km groups bad_size no_shared_time".split()


class Others:
    """Methods that know wishes, distances and places, but neither half-days nor the size of a group."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        possible = Possible(problem)
        blind = {None, Barrier.TIME, Barrier.ALONE}
        self.pairs = [
            (i, a) for i, asked in enumerate(possible.asked) for a in asked if possible.barrier(i, a) in blind
        ]
        self.places = {a: LARGEST * actor.groups for a, actor in enumerate(problem.actors)}

    def _in_order(self, pairs: Iterable[tuple[int, int]]) -> Chosen:
        """Pairs taken one after the other, while there is a place."""
        left, chosen = dict(self.places), {}
        for i, a in pairs:
            if i not in chosen and left[a]:
                chosen[i] = a
                left[a] -= 1
        return chosen

    def greedy(self) -> Chosen:
        """The nearest pair first."""
        return self._in_order(sorted(self.pairs, key=lambda pair: self.problem.km(*pair)))

    def serial_dictatorship(self) -> Chosen:
        """Each in turn, in a drawn order, takes their best wish that has a place."""
        turn = list(range(len(self.problem.people)))
        random.Random(0).shuffle(turn)
        at = {person: k for k, person in enumerate(turn)}
        return self._in_order(
            sorted(self.pairs, key=lambda pair: (at[pair[0]], self.problem.rank(*pair), self.problem.km(*pair)))
        )

    def hospital_resident(self) -> Chosen:
        """The stable matching of the `matching` package."""
        mine, theirs = defaultdict(list), defaultdict(list)
        for i, a in sorted(self.pairs, key=lambda pair: (self.problem.rank(*pair), self.problem.km(*pair))):
            mine[i].append(a)
            theirs[a].append(i)
        for a, people in theirs.items():
            order = {person: k for k, person in enumerate(self.problem.actors[a].wishes)}
            people.sort(key=lambda person, order=order: order.get(person, len(order)))
        asked = {
            "people": {f"p{i}": [f"a{a}" for a in actors] for i, actors in mine.items()},
            "actors": {f"a{a}": [f"p{i}" for i in people] for a, people in theirs.items()},
            "places": {f"a{a}": self.places[a] for a in theirs},
        }
        # `-P`: this folder is not searched for modules.
        done = subprocess.run(
            [other_python(), "-P", ROOT / "bench" / "_hospital_resident.py"],
            input=json.dumps(asked), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return {int(i[1:]): int(a[1:]) for a, people in json.loads(done.stdout).items() for i in people}


def other_python() -> Path:
    """The interpreter of an environment with the package that is compared, made at the first call."""
    folder = ROOT / "var" / "bench-matching"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        wanted = ROOT / "requirements" / "bench-matching.txt"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
        (folder / "ready").touch()
    return python


def groups_of(chosen: Chosen) -> list[Group]:
    """Who is with an actor, cut in two when they are too many for one group."""
    there = defaultdict(list)
    for person, actor in sorted(chosen.items()):
        there[actor].append(person)
    groups: list[Group] = []
    for actor, people in there.items():
        half = len(people) // 2 if len(people) > LARGEST else 0
        groups += [(actor, None, tuple(part)) for part in (people[:half], people[half:]) if part]
    return groups


def ours(raw: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Our command, on the same file, in a process of its own: what it printed, and the processor's seconds."""
    with tempfile.TemporaryDirectory() as folder:
        problem, result = Path(folder, "problem.json"), Path(folder, "result.json")
        problem.write_text(json.dumps(raw))
        command = [sys.executable, "-m", "passeurs.associations.matching"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [*command, "solve", problem, "--out", result, "--seconds", str(seconds)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        checked = subprocess.run([*command, "check", problem, result], cwd=ROOT, capture_output=True, check=False)
    *table, last = done.stdout.splitlines()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(last) | {"table": table, "cpu": cpu, "checked": checked.returncode == 0}


def show(name: str, row: dict[str, Any], seconds: float) -> None:
    """One line of the table."""
    figures = "".join(f"{row[column]!s:>{max(8, len(column) + 1)}}" for column in COLUMNS)
    print(f"{name:20}{figures}{seconds:9.2f}")


def compare(raw: dict[str, Any], options: argparse.Namespace) -> bool:
    """One instance, every method; whether ours keeps its promise."""
    problem = read_problem(raw)
    others = Others(problem)
    methods: list[Callable[[], Chosen]] = [others.greedy, others.serial_dictatorship, others.hospital_resident]
    print(f"{'':20}" + "".join(f"{column:>{max(8, len(column) + 1)}}" for column in COLUMNS) + "  seconds")
    for method in methods:
        started = time.perf_counter()
        try:
            row = quality_of(problem, groups_of(method()))
        except (subprocess.CalledProcessError, OSError) as error:
            print(f"{method.__name__:20} not run: {error}")
            continue
        show(method.__name__, row, time.perf_counter() - started)
    mine = ours(raw, options.seconds)
    show("ours", mine, mine["seconds"])
    print(f"  {mine['proved']} of {mine['stages']} stages proved in {mine['components']} components;"
          f" {mine['cpu']:.1f} s of processor, load {os.getloadavg()[0]:.1f} on {os.cpu_count()}")  # fmt: skip
    if mine["proved"] < mine["stages"]:
        print("\n".join(mine["table"]))
    faultless = mine["checked"] and not mine["bad_size"] and not mine["no_shared_time"]
    return faultless and mine["valid"] >= 99 and mine["proved"] == mine["stages"] and mine["cpu"] <= options.most


def main() -> int:
    """Every seed asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--cities", type=int, default=25)
    parser.add_argument("--seeds", default="1,2,3,4,5")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--most", type=float, default=30)
    options = parser.parse_args()
    kept = True
    for seed in map(int, options.seeds.split(",")):
        print(f"\n{options.people} people, {options.cities} cities, seed {seed}")
        kept = compare(generate(options.people, options.cities, seed), options) and kept
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
