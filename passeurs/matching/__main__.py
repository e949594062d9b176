"""`python -m passeurs.matching`: solve, generate, explain, compare, check."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from .solver.check import faults_of
from .solver.clock import Clock
from .solver.compare import comparison
from .solver.generate import generate
from .solver.reading import BadProblem, read_file, read_problem

SECONDS = 600.0


def main(argv: list[str] | None = None) -> int:
    """Run one command. 0: done (a result that is not proved says so); 1: `check` found faults; 2: refused."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except BadProblem as bad:
        for row, reason in bad.refused:
            print(f"{row} : {reason}", file=sys.stderr)
        refused = [{"row": row, "reason": reason} for row, reason in bad.refused]
        print(json.dumps({"error": "refused", "refused": refused}, ensure_ascii=False))
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m passeurs.matching", description=__doc__)
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Any, said: str, *files: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=said, description=said)
        added.set_defaults(run=run)
        for file in files:
            added.add_argument(file, type=Path)
        return added

    solving = command("solve", _solve, "make the groups; the last line printed is one JSON object", "problem")
    solving.add_argument("--out", type=Path, required=True)
    solving.add_argument("--seconds", type=float, default=SECONDS)
    solving.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="components solved side by side")
    solving.add_argument("--seed", type=int, default=1)
    making = command("generate", _generate, "print an invented problem")
    making.add_argument("--people", type=int, required=True)
    making.add_argument("--cities", type=int, required=True)
    making.add_argument("--seed", type=int, default=1)
    making.add_argument("--regions", type=int, help="gather the cities into this many regions where they overlap")
    making.add_argument("--out", type=Path)
    telling = command("explain", _explain, "say what each person got and why not better", "result", "problem")
    telling.add_argument("--person", help="one person only")
    telling.add_argument("--json", action="store_true", help="print the reasons as one JSON list")
    telling.add_argument("--seconds", type=float, default=60.0, help="time for finding the stage that refused better")
    command("compare", _compare, "say what changes from one result to another", "before", "after")
    command("check", _check, "verify a result against every rule, with code of its own", "problem", "result")
    return parser


def _solve(options: argparse.Namespace) -> int:
    if options.seconds <= 0 or options.workers <= 0:
        raise BadProblem([("options", "--seconds et --workers sont plus grands que zéro")])
    clock = Clock(options.seconds)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        clock.stop(asked=True)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    # OR-tools takes a second to import: only when there is something to solve.
    from .solver.solve import solve_problem

    raw = read_file(options.problem)
    print(f"{options.problem} : {options.seconds:g} s au plus, {options.workers} composante(s) à la fois", flush=True)
    result = solve_problem(raw, workers=options.workers, seed=options.seed, clock=clock)
    _write(options.out, result)
    for note in result["notes"]:
        print(f"note : {note}")
    print(f"{'stage':10}{'objective':>12}{'bound':>12}{'gap':>9}  {'proved':8}{'seconds':>9}")
    for stage in result["stages"]:
        proved = f"{stage['proved_components']}/{stage['components']}"
        print(f"{stage['name']:10}{stage['objective']:>12}{stage['bound']:>12}{stage['gap']:>9}  {proved:8}"
              f"{stage['seconds']:>9.2f}")  # fmt: skip
    if result["stopped"]:
        print(f"arrêt ({result['stopped']}) avant que tout soit prouvé : le meilleur trouvé est gardé")
    print(json.dumps(result["quality"], ensure_ascii=False), flush=True)
    # A search that would not stop must not hold the process back: everything is written.
    sys.stdout.flush()
    os._exit(0)


def _generate(options: argparse.Namespace) -> int:
    if min(options.people, options.cities, options.regions or 1) < 1:
        raise BadProblem([("options", "--people, --cities et --regions sont plus grands que zéro")])
    made = generate(options.people, options.cities, options.seed, options.regions)
    if options.out:
        _write(options.out, made)
    else:
        print(json.dumps(made, ensure_ascii=False))
    return 0


def _explain(options: argparse.Namespace) -> int:
    from .solver.explain import explain

    problem = read_file(options.problem)
    result = read_file(options.result)
    explained = explain(problem, result, person=options.person, seconds=options.seconds)
    if options.json:
        print(json.dumps(explained, ensure_ascii=False))
        return 0
    for row in explained:
        print(row["words"])
    return 0


def _compare(options: argparse.Namespace) -> int:
    for line in comparison(read_file(options.before), read_file(options.after)):
        print(line)
    return 0


def _check(options: argparse.Namespace) -> int:
    raw = read_file(options.problem)
    read_problem(raw)
    faults = faults_of(raw, read_file(options.result))
    for fault in faults:
        print(fault)
    print(json.dumps({"valid": not faults, "faults": len(faults)}))
    return int(bool(faults))


def _write(path: Path, data: Any) -> None:
    """Whole or not at all: whoever reads the file never finds half of it."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main())
