"""When quotas alone do not tell which averages of panels exist: exact column generation, and exact cuts.

Expected counts are an average of whole panels, or some inequality that every panel obeys refuses them. One linear
program over the panels known so far says which; each answer is checked by the best panel there is for its prices (an
integer program solved to the end). What is found is weights, or a cut with whole coefficients.
"""

from __future__ import annotations

import numpy as np

from passeurs.fairness.lottery.decomposition import WEIGHTS, WeightedPanel
from passeurs.fairness.lottery.leximin import TOLERANCES, Cut, Progress
from passeurs.fairness.lottery.pool import Counts, Floats, Pool
from passeurs.fairness.lottery.solver import INFINITY, Flags, Model

# What expected counts may miss, per person: a tenth of the unit of weights.
MISS = 0.1 / WEIGHTS
# Coefficients of a cut are whole numbers up to this.
CUT_SCALE = 10**6


class Hull:
    """Panels known so far, and the integer program that finds the best one for given prices."""

    def __init__(self, pool: Pool, panels: list[Counts], progress: Progress) -> None:
        self.pool, self.panels, self.progress = pool, panels, progress
        self.pricing = Model(
            pool.rows,
            (pool.lower, pool.upper),
            (np.zeros(len(pool.counts)), pool.counts),
            integer=True,
            options={"mip_rel_gap": 0.0, "mip_abs_gap": 0.5},
        )

    def any_panel(self) -> Counts | None:
        """A panel, or nothing when no panel meets the quotas."""
        self.pricing.set_costs(np.zeros(len(self.pool.counts)))
        solution = self.pricing.solve()
        if solution.is_infeasible:
            return None
        return self._checked(solution.values)

    def best(self, prices: Counts) -> Counts:
        """The panel of the largest price; prices are whole, so that a gap under 1 is a proof."""
        # Cold, so that a computation that was killed and resumed finds the same panel.
        self.pricing.start_cold()
        self.pricing.set_costs(prices)
        solution = self.pricing.solve()
        if not solution.is_optimal:
            raise ArithmeticError("the best panel was not found")
        return self._checked(solution.values)

    def impossible(self) -> Flags:
        """Which types are in no panel at all. Panels that reach the others become known."""
        never = np.sum(self.panels, axis=0) == 0
        while never.any():
            panel = self.best(never.astype(np.int64))
            if not (panel[never] > 0).any():
                break
            self.panels.append(panel)
            never &= panel == 0
        return never

    def _checked(self, values: Floats) -> Counts:
        panel = np.rint(values).astype(np.int64)
        if not self.pool.is_panel(panel):
            raise ArithmeticError("the solver's panel breaks a quota")
        return panel

    def weigh(self, expected: Floats) -> list[tuple[Counts, float]] | Cut:
        """Weights (adding up to 1) of panels whose average gives at least `expected`; or a cut that refuses it."""
        known = {panel.tobytes() for panel in self.panels}
        model = self._average(expected)
        rounds = 0
        while True:
            weights, miss, prices = self._solved(model)
            if miss <= MISS:
                return self._used(weights)
            whole = np.rint(prices / prices.max() * CUT_SCALE).astype(np.int64)
            panel = self.best(whole)
            limit = int(whole @ panel)
            if float(whole @ expected) > limit + MISS * float(whole @ self.pool.counts):
                self._keep(panel, known)
                return Cut(whole, limit)
            if not self._keep(panel, known):
                return self._used(weights)
            model.add_column(np.append(panel, 1))
            rounds += 1
            if rounds % 50 == 0:
                self.progress(f"panels connus : {len(self.panels)}, écart : {miss:.2e}")

    def _keep(self, panel: Counts, known: set[bytes]) -> bool:
        """Add a panel; False when it is known."""
        if panel.tobytes() in known:
            return False
        known.add(panel.tobytes())
        self.panels.append(panel)
        return True

    def _used(self, weights: Floats) -> list[tuple[Counts, float]]:
        return [(panel, float(one)) for panel, one in zip(self.panels, weights, strict=True) if one > 1e-12]

    def _average(self, expected: Floats) -> Model:
        """The linear program whose first column is what is missed per person, the others the weights of panels."""
        known = len(self.panels)
        matrix = np.vstack([np.column_stack([self.pool.counts, *self.panels]), np.append(0, np.ones(known))])
        rows = (np.append(expected, 1.0), np.append(np.full(len(expected), INFINITY), 1.0))
        columns = (np.zeros(known + 1), np.full(known + 1, INFINITY))
        model = Model(matrix, rows, columns, options=TOLERANCES)
        model.set_costs(np.append(-1.0, np.zeros(known)))
        return model

    def _solved(self, model: Model) -> tuple[Floats, float, Floats]:
        """Weights of known panels that miss the expected counts least, that miss, and its prices by type."""
        solution = model.solve()
        if not solution.is_optimal:
            raise ArithmeticError("the average of panels was not found")
        prices = np.maximum(-solution.row_duals[:-1], 0.0)
        return solution.values[1:], float(solution.values[0]), prices


def whole_weights(pool: Pool, expected: Floats, weighted: list[tuple[Counts, float]]) -> list[WeightedPanel]:
    """Weights in units of 1/WEIGHTS, adding up to WEIGHTS, that miss `expected` as little as possible per person."""
    panels = np.column_stack([panel for panel, _ in weighted])
    exact = np.array([weight for _, weight in weighted])
    exact = exact / exact.sum() * WEIGHTS
    base = np.maximum(np.floor(exact).astype(np.int64) - 1, 0)
    known, types = len(base), len(expected)
    # One unit missed per person is what rounding costs anyway: the search stops just under it.
    columns = np.column_stack([panels, pool.counts]).astype(float)
    matrix = np.vstack([columns, np.append(np.ones(known), 0.0)])
    short, left = expected * WEIGHTS - panels @ base, WEIGHTS - int(base.sum())
    model = Model(
        matrix,
        (np.append(short, left), np.append(np.full(types, INFINITY), left)),
        (np.zeros(known + 1), np.append(np.full(known, 3.0), INFINITY)),
        integer=np.append(np.ones(known, dtype=bool), False),
        options={"mip_max_nodes": 300, "mip_rel_gap": 0.05, "objective_target": -0.9},
    )
    model.set_costs(np.append(np.zeros(known), -1.0))
    found = model.solve().values
    whole = base + np.rint(found[:known]).astype(np.int64) if len(found) else base
    if whole.sum() != WEIGHTS or (whole < 0).any():
        # The largest remainders round up.
        whole = np.floor(exact).astype(np.int64)
        whole[np.argsort(whole - exact, kind="stable")[: WEIGHTS - int(whole.sum())]] += 1
    return [(panel, int(one)) for (panel, _), one in zip(weighted, whole, strict=True) if one]
