"""The draw against `sortition-algorithms` on the same files in one run: `python bench/lottery.py`.

A city of 240 for 24 places, a nation of 6,000 for 601, then 12,000 and 30,000 as ratios to the 6,000. Each is solved in
a process of its own; seconds are those of reading and solving. `sortition-algorithms` (GPL-3.0, never imported by the
product) is installed when it is asked for, in var/bench-lottery/, from requirements/bench.txt. It knows neither leximin
without a commercial solver nor quotas within a city: it is given its maximin and the national quotas alone. `--cap`
stops it: the ratio is then a lower bound.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from passeurs.fairness.lottery.generate import Invented, invent, one_city  # noqa: E402

THEIRS = ROOT / "var" / "bench-lottery"
CITY_AIM, NATION_AIM, GROWTH_AIMS = 50, 25, {12000: 5, 30000: 20}
THEIR_RUN = """
import csv, json, sys, time
from pathlib import Path
from sortition_algorithms import Settings, read_in_features, read_in_people
from sortition_algorithms.committee_generation import find_distribution_maximin
folder, size = Path(sys.argv[1]), int(sys.argv[2])
started, used = time.perf_counter(), time.process_time()
rows = list(csv.DictReader((folder / "categories.csv").open()))
rows = [{"feature": r["category"], "value": r["feature"], "min": r["min"], "max": r["max"]} for r in rows]
features = read_in_features(list(rows[0]), rows)[0]
people_rows = list(csv.DictReader((folder / "respondents.csv").open()))
settings = Settings(id_column="id", columns_to_keep=[])
people, _ = read_in_people(list(people_rows[0]), people_rows, features, settings)
committees, probabilities, _ = find_distribution_maximin(features, people, size, [], "highspy")
chances = dict.fromkeys((row["id"] for row in people_rows), 0.0)
for committee, probability in zip(committees, probabilities):
    for one in committee:
        chances[one] += probability
told = {"seconds": time.perf_counter() - started, "cpu_seconds": time.process_time() - used}
print("\\n" + json.dumps({**told, "minimum": min(chances.values())}))
"""


def ours(folder: Path, size: int, *, is_local: bool) -> dict[str, Any]:
    """What the command line of the draw says."""
    command = [sys.executable, "-m", "passeurs.fairness.lottery", "solve", "--size", str(size)]
    for name in ("categories", "respondents"):
        command += [f"--{name}", str(folder / f"{name}.csv")]
    command += ["--local", str(folder / "local.json")] if is_local else []
    done = subprocess.run(
        [*command, "--out", str(folder / "lottery.json")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def children_cpu() -> float:
    """CPU seconds of the processes that ended, killed ones included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def theirs(folder: Path, size: int, cap: int) -> dict[str, Any]:
    """What `sortition-algorithms` does of the same files, or what it used when it was stopped."""
    python = THEIRS / "bin" / "python"
    if not python.exists():
        venv.create(THEIRS, with_pip=True)
        wanted = ROOT / "requirements" / "bench.txt"
        subprocess.run([python, "-m", "pip", "install", "-qq", "-r", wanted], check=True)
    before, started = children_cpu(), time.perf_counter()
    done = subprocess.run(
        [str(python), "-c", THEIR_RUN, str(folder), str(size)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (cap, cap)),
    )
    if done.returncode < 0:
        return {"seconds": time.perf_counter() - started, "cpu_seconds": children_cpu() - before, "minimum": None}
    if done.returncode:
        raise SystemExit(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def line(name: str, told: dict[str, Any]) -> None:
    """One line of the table."""
    minimum = "stopped" if told["minimum"] is None else f"{told['minimum']:.6f}"
    rest = ""
    if "gap" in told:
        rest = f"{told['gini']:>9.4f}{told['gap']:>10.1e}{told['panels']:>8}{told['types']:>7}{told['memory_mb']:>7}"
    print(f"{name:<44}{told['seconds']:>9.2f}{told['cpu_seconds']:>9.2f}{minimum:>11}{rest}", flush=True)


def versus(name: str, invented: Invented, folder: Path, cap: int) -> tuple[float, dict[str, Any]]:
    """Both on one pool: how many times faster (CPU seconds), and our line with every quota."""
    invented.write(folder)
    is_local = any(len(quota.where) == 2 for quota in invented.quotas)
    full = ours(folder, invented.size, is_local=is_local)
    same = ours(folder, invented.size, is_local=False) if is_local else full
    line(f"{name}, leximin, {len(invented.quotas) + 1} rows", full)
    if is_local:
        line(f"{name}, leximin, national quotas", same)
    if cap:
        other = theirs(folder, invented.size, cap)
        line(f"{name}, sortition-algorithms maximin", other)
        sign = "at least " if other["minimum"] is None else ""
        ratio = other["cpu_seconds"] / same["cpu_seconds"]
        print(
            f"  {sign}{ratio:.0f} times faster (CPU), {other['seconds'] / same['seconds']:.0f} by the clock", flush=True
        )
        return ratio, full
    return float("inf"), full


def main() -> int:
    """Print the table. Answers 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cap", type=int, default=120, help="CPU seconds given to the other engine; 0: leave it out")
    parser.add_argument("--seeds", default="1", help="of the nation of 6,000")
    options = parser.parse_args()
    head = f"{'s':>9}{'CPU s':>9}{'minimum':>11}{'gini':>9}{'gap':>10}{'panels':>8}{'types':>7}{'MB':>7}"
    print(f"{'':<44}{head}")
    misses = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        city = one_city(invent(5085, 3), "Montpellier", 24)
        ratio, _ = versus("city 240 to 24", city, folder, options.cap)
        misses += [f"city: {ratio:.0f} times"] if ratio < CITY_AIM else []
        yardstick = 0.0
        for seed in map(int, options.seeds.split(",")):
            ratio, told = versus(
                f"nation 6,000, seed {seed}", invent(6000, seed), folder, 0 if yardstick else options.cap
            )
            misses += [f"nation: {ratio:.0f} times"] if ratio < NATION_AIM else []
            yardstick = yardstick or told["cpu_seconds"]
        for people, aim in GROWTH_AIMS.items():
            told = versus(f"nation {people:,}", invent(people, 1), folder, 0)[1]
            growth = told["cpu_seconds"] / yardstick
            print(f"  {growth:.1f} times the 6,000 (aim: at most {aim})")
            misses += [f"{people}: {growth:.1f} times"] if growth > aim else []
    print("\n".join(f"missed: {one}" for one in misses))
    return int(bool(misses))


if __name__ == "__main__":
    sys.exit(main())
