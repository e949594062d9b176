"""Small pools for the tests of the draw, and what is found by trying every panel."""

from __future__ import annotations

import importlib.util
import random
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import ModuleType

import highspy
import numpy as np

from passeurs.fairness.lottery.pool import Pool, Quota
from passeurs.fairness.lottery.publication import Sealed, seal_lottery
from passeurs.fairness.lottery.solve import solve
from passeurs.fairness.sealing.certificate import draw

ROOT = Path(__file__).resolve().parents[2]
SALT = "5a" * 32
BEACON = "ab" * 32


def adversarial_pool(seed: int, people: tuple[int, ...] = (30, 45, 60), size: tuple[int, ...] = (6, 8, 10)) -> Pool:
    """Random people, and quotas that are nearly the exact counts of one random panel: hard, and feasible."""
    chance = random.Random(seed)
    count, places, width = chance.choice(people), chance.choice(size), chance.choice([4, 5, 6])
    values = [chance.choice([2, 3, 4]) for _ in range(width)]
    weights = [[chance.uniform(0.3, 2) for _ in range(number)] for number in values]
    everyone = [
        tuple(chance.choices(range(number), of)[0] for number, of in zip(values, weights, strict=True))
        for _ in range(count)
    ]
    panel = [everyone[at] for at in chance.sample(range(count), places)]
    quotas = []
    for category in range(width):
        for value in range(values[category]):
            number, slack = sum(one[category] == value for one in panel), chance.choice([0, 0, 1])
            quotas.append(Quota(((f"c{category}", f"v{value}"),), max(0, number - slack), number + slack))
    rows = [(f"p{at}", {f"c{c}": f"v{v}" for c, v in enumerate(one)}) for at, one in enumerate(everyone)]
    return Pool.of(rows, quotas, places)


def every_panel(pool: Pool) -> list[np.ndarray]:
    """All panels, by trying: only for small pools."""
    found: list[np.ndarray] = []
    # What the types from here on can still bring to each row.
    rest = np.cumsum((pool.rows * pool.counts)[:, ::-1], axis=1)[:, ::-1]
    rest = np.hstack([rest, np.zeros((len(rest), 1), dtype=np.int64)])
    panel = np.zeros(len(pool.types), dtype=np.int64)

    def go(kind: int, totals: np.ndarray) -> None:
        if (totals > pool.upper).any() or (totals + rest[:, kind] < pool.lower).any():
            return
        if kind == len(panel):
            found.append(panel.copy())
            return
        for count in range(int(pool.counts[kind]) + 1):
            panel[kind] = count
            go(kind + 1, totals + count * pool.rows[:, kind])
        panel[kind] = 0

    go(0, np.zeros(len(pool.rows), dtype=np.int64))
    return found


def leximin_by_trying(pool: Pool) -> np.ndarray:
    """The leximin probabilities over all panels: a type is fixed when a program of its own cannot raise it."""
    panels = every_panel(pool)
    matrix = np.column_stack(panels) / pool.counts[:, None]
    fixed = np.where(matrix.max(axis=1) == 0, 0.0, -1.0)
    while (fixed < 0).any():
        level = _raise(matrix, fixed, None, 0.0)
        for kind in np.nonzero(fixed < 0)[0]:
            if _raise(matrix, fixed, int(kind), level) < level + 1e-7:
                fixed[kind] = level
    return fixed


def _raise(matrix: np.ndarray, fixed: np.ndarray, kind: int | None, level: float) -> float:
    """Without a type: the largest common probability of the open ones; with one: its own, others at `level`."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    types, known = matrix.shape
    weights = [solver.addVariable(0, 1) for _ in range(known)]
    common = solver.addVariable(0, 1)
    solver.addConstr(sum(weights[1:], weights[0]) == 1)
    for at in range(types):
        inside = [weight * float(share) for weight, share in zip(weights, matrix[at], strict=True) if share]
        if not inside:
            continue
        chance = sum(inside[1:], inside[0])
        if fixed[at] >= 0:
            solver.addConstr(chance >= float(fixed[at]) - 1e-9)
        elif kind is None:
            solver.addConstr(chance - common >= 0)
        else:
            solver.addConstr(chance >= level - 1e-9)
    inside = [weight * float(share) for weight, share in zip(weights, matrix[kind or 0], strict=True) if share]
    solver.maximize(common if kind is None else sum(inside[1:], inside[0]))
    return float(solver.getInfo().objective_function_value)


@cache
def checker() -> ModuleType:
    """`tools/verify_draw.py`, as anyone would load it."""
    spec = importlib.util.spec_from_file_location("verify_draw", ROOT / "tools" / "verify_draw.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sealed(pool: Pool) -> Sealed:
    """Solved and sealed, always with the same salt."""
    return seal_lottery(solve(pool), pool, salt=SALT, goal="leximin", source="des dés, en public")


def certificate_of(pool: Pool) -> tuple[dict, dict]:
    """(certificate, kept file) of a draw."""
    made = sealed(pool)
    return draw(made.public, BEACON), made.secret


def chances(public: dict) -> list[Fraction]:
    """Exact probability of each type, from the panels."""
    units = [0] * len(public["types"])
    for panel in public["panels"]:
        for kind, count in panel["counts"]:
            units[kind] += panel["weight"] * count
    people = [len(one["pseudonyms"]) for one in public["types"]]
    return [Fraction(unit, public["denominator"] * count) for unit, count in zip(units, people, strict=True)]
