"""The fairest expected counts, were panels divisible: an upper bound over all lotteries, level by level.

Every unfixed type has probability z plus something. One linear program raises z as far as the quotas allow. Types whose
surplus has a positive price are at z in *every* best solution (complementary slackness): they are fixed there, and z is
raised again for the others. Written with the surplus as variable, the program has one row a quota and no row a type:
warm-started, a stage takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from passeurs.fairness.lottery.pool import Counts, Floats, Pool
from passeurs.fairness.lottery.solver import INFINITY, Flags, Model, Solution

Progress = Callable[[str], None]
# Whole numbers that prices are given in, so that anyone adds them up without rounding.
PRICE_SCALE = 10**15
TOLERANCES: dict[str, float] = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9}


@dataclass(frozen=True)
class Cut:
    """What every panel obeys though the quotas do not say so: weights·panel ≤ limit."""

    weights: Counts
    limit: int


@dataclass(frozen=True)
class Prices:
    """Multipliers of quotas (the last: of the size), of cuts, and of « at most everyone of a type ».

    They prove a bound on the smallest probability of any lottery: see `bound`.
    """

    rows: tuple[int, ...]
    cuts: tuple[int, ...] = ()
    caps: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Relaxed:
    """`expected` counts of types, of which `promised` must be reached; prices of the first level.

    `levels` are (probability, types fixed there), rising.
    """

    expected: Floats
    promised: Floats
    levels: tuple[tuple[float, int], ...]
    prices: Prices


class Infeasible(Exception):  # noqa: N818 - read in sentences
    """No expected counts meet the quotas."""


class _Stages:
    """The linear program and what is fixed so far. Columns: the surplus of each type, then z."""

    def __init__(self, pool: Pool, cuts: Sequence[Cut]) -> None:
        self.pool, self.cuts = pool, cuts
        self.scales = [float(max(1, cut.weights.max())) for cut in cuts]
        scaled = [cut.weights / scale for cut, scale in zip(cuts, self.scales, strict=True)]
        self.matrix = np.vstack([pool.rows, *scaled]).astype(float)
        limits = [cut.limit / scale for cut, scale in zip(cuts, self.scales, strict=True)]
        self.lower = np.concatenate([pool.lower, np.full(len(cuts), -INFINITY)])
        self.upper = np.concatenate([pool.upper, limits])
        self.counts = pool.counts.astype(float)
        self.types = len(self.counts)
        self.fixed = np.full(self.types, -1.0)
        # People of the open types by row, and places that the fixed ones take.
        self.column = self.matrix @ self.counts
        self.taken = np.zeros(len(self.matrix))
        self.capped: dict[int, int] = {}
        self.model = Model(
            np.hstack([self.matrix, self.column[:, None]]),
            (self.lower, self.upper),
            (np.zeros(self.types + 1), np.append(self.counts, 1.0)),
            options=TOLERANCES,
        )
        self.model.set_costs(np.append(np.zeros(self.types), 1.0))

    @property
    def is_open(self) -> Flags:
        """Which types are not fixed yet."""
        return self.fixed < 0

    def solve(self) -> Solution:
        """The best z. Rows that would give someone more than certainty are added when they are met."""
        while True:
            solution = self._solve_or_rescue()
            total = solution.values[:-1] + self.counts * solution.values[-1]
            over = [int(one) for one in np.nonzero(self.is_open & (total > self.counts + 1e-9))[0]]
            over = [one for one in over if one not in self.capped]
            if not over:
                return solution
            for one in over:
                cells = {one: 1.0, self.types: self.counts[one]}
                self.capped[one] = self.model.add_row(-INFINITY, self.counts[one], cells)

    def _solve_or_rescue(self) -> Solution:
        """Warm; else cold; else with rows a hair wider (rounding to whole units takes the hair back)."""
        solution = self.model.solve()
        if solution.is_infeasible and not (self.fixed >= 0).any():
            raise Infeasible
        for attempt in range(8):
            if solution.is_optimal:
                return solution
            self.model.start_cold()
            if attempt:
                self._set_rows(1e-9 * 2**attempt)
            solution = self.model.solve()
        raise ArithmeticError("the linear program of a level was not solved")

    def _set_rows(self, slack: float = 0.0) -> None:
        self.model.set_rows(self.lower - self.taken - slack, self.upper - self.taken + slack)

    def fix(self, tight: Flags, level: float) -> None:
        """These types have probability `level`, for good."""
        self.fixed[tight] = level
        people = self.matrix[:, tight] @ self.counts[tight]
        self.column -= people
        self.taken += people * level
        for row in np.nonzero(people)[0]:
            self.model.set_coefficient(int(row), self.types, float(self.column[row]))
        self._set_rows()
        self.model.set_columns(np.zeros(self.types + 1), np.append(np.where(self.is_open, self.counts, 0.0), 1.0))
        for one in np.nonzero(tight)[0]:
            if int(one) in self.capped:
                self.model.set_row(self.capped.pop(int(one)), -INFINITY, INFINITY)

    def prices(self, solution: Solution) -> Prices:
        """The multipliers of the first level as whole numbers, never promising less than they prove."""
        height = len(self.matrix)
        rows = solution.row_duals[: len(self.pool.lower)]
        cuts = np.maximum(solution.row_duals[len(rows) : height], 0.0) / np.array(self.scales)
        whole = [round(float(value) * PRICE_SCALE) for value in rows]
        whole_cuts = [round(float(value) * PRICE_SCALE) for value in cuts]
        per_type = self.pool.rows.T.astype(object) @ np.array(whole, dtype=object)
        for cut, price in zip(self.cuts, whole_cuts, strict=True):
            per_type = per_type + cut.weights.astype(object) * price
        # A price per type below zero by rounding is lifted through the size; a real one is a cap.
        rounding = PRICE_SCALE // 10**8
        lift = max([-int(value) for value in per_type if -rounding <= value < 0], default=0)
        whole[-1] += lift
        caps = {at: -int(value + lift) for at, value in enumerate(per_type) if value + lift < 0}
        return Prices(tuple(whole), tuple(whole_cuts), caps)


def relaxed_leximin(pool: Pool, cuts: Sequence[Cut], is_leximin: bool, progress: Progress) -> Relaxed:
    """Raise the smallest probability, then the next, and so on; with `is_leximin` off, only the smallest.

    Raises `Infeasible` when no expected counts meet quotas and cuts.
    """
    stages = _Stages(pool, cuts)
    levels: list[tuple[float, int]] = []
    prices = Prices(())
    # The prices of open types add up to 1 over their people: what is far below one person's share is noise.
    noise = 1e-4 / float(stages.counts.sum())
    while stages.is_open.any():
        solution = stages.solve()
        level = min(max(float(solution.values[-1]), 0.0), 1.0)
        if not levels:
            prices = stages.prices(solution)
        if not is_leximin:
            promised = stages.counts * level
            return Relaxed(solution.values[:-1] + promised, promised, ((level, int(stages.is_open.sum())),), prices)
        # Only a surplus that is nil says that z binds: one that is as large as can be has a price too.
        reduced = np.where(solution.values[:-1] > 1e-9, 0.0, np.abs(solution.reduced[:-1]))
        tight = stages.is_open & (reduced > noise)
        if level >= 1 - 1e-9:
            level, tight = 1.0, stages.is_open
        elif not tight.any():
            tight = stages.is_open & (reduced >= reduced[stages.is_open].max())
        levels.append((level, int(tight.sum())))
        stages.fix(tight, level)
        if len(levels) % 20 == 0:
            progress(f"paliers : {len(levels)}, types restants : {int(stages.is_open.sum())}")
    expected = stages.fixed * stages.counts
    return Relaxed(expected, expected, _merged(levels), prices)


def _merged(levels: list[tuple[float, int]]) -> tuple[tuple[float, int], ...]:
    """Levels as people see them: stages at one probability (to 1e-9) are one level."""
    merged: list[tuple[float, int]] = []
    for level, types in levels:
        if merged and abs(level - merged[-1][0]) < 1e-9:
            merged[-1] = (merged[-1][0], merged[-1][1] + types)
        else:
            merged.append((level, types))
    return tuple(merged)


def bound(pool: Pool, cuts: Sequence[Cut], prices: Prices) -> tuple[int, int]:
    """No lottery gives everybody more than this fraction (numerator, denominator).

    The price of a type is the sum of the prices of its quotas, never below zero. In any lottery the expected priced
    count is at most what the quotas allow; divided by the priced pool, it bounds the smallest probability.
    """
    allowed = total = 0
    pool_totals = pool.rows @ pool.counts
    for price, least, most, people in zip(prices.rows, pool.lower, pool.upper, pool_totals, strict=True):
        allowed += price * int(most if price > 0 else least)
        total += price * int(people)
    for price, cut in zip(prices.cuts, cuts, strict=True):
        allowed += price * cut.limit
        total += price * int(cut.weights @ pool.counts)
    for at, price in prices.caps.items():
        allowed += price * int(pool.counts[at])
        total += price * int(pool.counts[at])
    return allowed, total
