"""From expected counts to a lottery: whole panels, whole weights, the expected counts met exactly.

Everything is in units of 1/WEIGHTS. Expected counts become whole units; then panels are taken off one after the other,
each with the largest weight that leaves a remainder which is still an average of panels as far as quotas tell. As a
panel differs from the floor of what remains by 0 or 1, every step is a whole number: nothing to round at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from passeurs.fairness.lottery.leximin import Progress
from passeurs.fairness.lottery.pool import Counts, Floats, Pool
from passeurs.fairness.lottery.solver import Model

WEIGHTS = 10**6
# When no panel allows a step, a step this much smaller is tried.
SHORTER = 0.75
# Share of the types a fractional vertex may move in to become whole; the last is everything.
NEIGHBOURHOODS = (0.05, 0.3, 1.0)
# A first whole panel will do; one that is hard to find is left for a shorter step.
ANY_SOON: dict[str, float] = {"mip_rel_gap": 1.0, "mip_max_nodes": 500}
WeightedPanel = tuple[Counts, int]


@dataclass(frozen=True)
class _Box:
    """Panels that allow a step of a given weight: bounds per type and per row."""

    lower: Counts
    upper: Counts
    row_lower: Counts
    row_upper: Counts

    def may_hold(self, rows: Counts) -> bool:
        """False when it is empty at first sight."""
        return bool(
            (self.lower <= self.upper).all()
            and (self.row_lower <= self.row_upper).all()
            and (rows @ self.lower <= self.row_upper).all()
            and (rows @ self.upper >= self.row_lower).all()
        )


def whole_units(pool: Pool, expected: Floats) -> Counts | None:
    """Expected counts in units of 1/WEIGHTS, each rounded down or up so that every quota is met exactly."""
    exact = expected * WEIGHTS
    # A thousandth of a unit is the solver's noise: what it leaves just under a whole number is that number.
    floor = np.floor(exact + 1e-3).astype(np.int64)
    for below, above in ((0, 1), (1, 2)):
        start = floor - min(below, 1) * (floor > 0)
        room = np.minimum(start + above, pool.counts * WEIGHTS) - start
        base = pool.rows @ start
        limits = (pool.lower * WEIGHTS - base, pool.upper * WEIGHTS - base)
        model = Model(pool.rows, limits, (np.zeros(len(room)), room), integer=True, options={"mip_rel_gap": 0.5})
        model.set_costs(exact - start - 0.5)
        solution = model.solve()
        if solution.is_optimal:
            units = start + np.rint(solution.values).astype(np.int64)
            totals = pool.rows @ units
            if (totals >= pool.lower * WEIGHTS).all() and (totals <= pool.upper * WEIGHTS).all():
                return units
    return None


class Walk:
    """Takes panels off `units` until nothing is left. `seed` chooses among equally good panels."""

    def __init__(self, pool: Pool, units: Counts, seed: Sequence[int], progress: Progress) -> None:
        self.pool, self.left, self.weight_left = pool, units.copy(), WEIGHTS
        self.seed, self.progress = list(seed), progress
        self.panels: list[WeightedPanel] = []
        rows, columns = (pool.lower, pool.upper), (np.zeros(len(units)), pool.counts)
        self.linear = Model(pool.rows, rows, columns)
        self.integer = Model(pool.rows, rows, columns, integer=True, options=ANY_SOON)

    def run(self) -> bool:
        """True when everything was decomposed; False when no panel fits the remainder."""
        step = WEIGHTS // 4
        while self.weight_left:
            found = self._next_panel(step)
            if found is None:
                return False
            panel, step = found
            weight = self._longest(panel)
            if weight < step or not self.pool.is_panel(panel):
                raise ArithmeticError("a panel does not allow the step it was made for")
            self.panels.append((panel, weight))
            self.left -= weight * panel
            self.weight_left -= weight
            if len(self.panels) % 20 == 0:
                self.progress(f"panels : {len(self.panels)}, poids restant : {self.weight_left / WEIGHTS:.4%}")
        return not self.left.any()

    def _next_panel(self, step: int) -> tuple[Counts, int] | None:
        """A panel that allows a step as long as can be found, and that step."""
        floor = self.left // self.weight_left
        part = self.left - floor * self.weight_left
        chance = np.random.default_rng([*self.seed, len(self.panels)])
        costs = part / self.weight_left - 0.5 + 0.02 * chance.standard_normal(len(part))
        costs[part == 0] = 0.0
        # Large remainders must be taken now, small ones are few units that any short step takes.
        self.linear.set_costs(costs)
        self.integer.set_costs(costs)
        step = min(step, self.weight_left)
        while True:
            box = self._box(floor, part, step)
            panel = self._whole_panel(box, chance) if box.may_hold(self.pool.rows) else None
            if panel is not None:
                return panel, step
            if step == 1:
                return None
            step = max(1, int(step * SHORTER))

    def _box(self, floor: Counts, part: Counts, step: int) -> _Box:
        """What remains after `step` must stay between floor and ceiling, and within the quotas."""
        lower = floor + ((part > 0) & (self.weight_left - part < step))
        upper = floor + (part >= step)
        totals, least, most = self.pool.rows @ self.left, self.pool.lower, self.pool.upper
        row_lower = np.maximum(least, most - (most * self.weight_left - totals) // step)
        row_upper = np.minimum(most, least + (totals - least * self.weight_left) // step)
        return _Box(lower, upper, row_lower, row_upper)

    def _whole_panel(self, box: _Box, chance: np.random.Generator) -> Counts | None:
        """A vertex of the box; where it is fractional, a whole one near it."""
        self.linear.set_columns(box.lower, box.upper)
        self.linear.set_rows(box.row_lower, box.row_upper)
        vertex = self.linear.solve()
        if not vertex.is_optimal:
            return None
        whole = np.rint(vertex.values).astype(np.int64)
        fractional = np.abs(vertex.values - whole) > 1e-7
        if not fractional.any():
            return whole
        self.integer.set_rows(box.row_lower, box.row_upper)
        for share in NEIGHBOURHOODS:
            free = fractional | (chance.random(len(whole)) < share)
            self.integer.set_columns(np.where(free, box.lower, whole), np.where(free, box.upper, whole))
            solution = self.integer.solve()
            if solution.is_optimal:
                return np.rint(solution.values).astype(np.int64)
        return None

    def _longest(self, panel: Counts) -> int:
        """The largest weight this panel can have, given what remains."""
        floor = self.left // self.weight_left
        part = self.left - floor * self.weight_left
        totals, chosen = self.pool.rows @ self.left, self.pool.rows @ panel
        limits = [np.array([self.weight_left]), part[panel > floor]]
        limits.append((self.weight_left - part)[(panel == floor) & (part > 0)])
        above, below = chosen > self.pool.lower, chosen < self.pool.upper
        spare_low = totals - self.pool.lower * self.weight_left
        spare_high = self.pool.upper * self.weight_left - totals
        limits.append(spare_low[above] // (chosen - self.pool.lower)[above])
        limits.append(spare_high[below] // (self.pool.upper - chosen)[below])
        return int(np.concatenate(limits).min())
