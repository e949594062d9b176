"""The lottery of a pool: leximin first relaxed, then made of whole panels, with cuts where panels do not suffice.

1. A panel exists, or the smallest relaxation of the quotas is told (`relaxation`).
2. `leximin`: the fairest expected counts that quotas allow, an upper bound over all lotteries.
3. `decomposition`: whole panels that average to them. When it succeeds the bound is reached: nothing fairer exists.
4. Else `hull`: weights all the same, or a cut that every panel obeys; back to 2 with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from passeurs.fairness.lottery.checkpoint import Checkpoint
from passeurs.fairness.lottery.decomposition import WEIGHTS, Walk, WeightedPanel, whole_units
from passeurs.fairness.lottery.hull import Hull, whole_weights
from passeurs.fairness.lottery.leximin import Cut, Infeasible, Prices, Progress, Relaxed, bound, relaxed_leximin
from passeurs.fairness.lottery.pool import Counts, Floats, Pool, gini
from passeurs.fairness.lottery.relaxation import Impossible, smallest_relaxation

# How often the decomposition is tried with other random choices before column generation is.
TRIES = 3


@dataclass(frozen=True)
class Lottery:
    """Panels (counts by type) with whole weights adding up to WEIGHTS, and what proves them fair."""

    pool: Pool
    # Ids of the people that no panel can hold: they are not in `pool`.
    impossible: tuple[str, ...]
    panels: tuple[WeightedPanel, ...]
    levels: tuple[tuple[float, int], ...]
    prices: Prices
    cuts: tuple[Cut, ...]

    @property
    def units(self) -> Counts:
        """Expected count of each type in units of 1/WEIGHTS: exact."""
        total: Counts = sum((weight * panel for panel, weight in self.panels), np.zeros_like(self.pool.counts))
        return total

    @property
    def probabilities(self) -> Floats:
        """Selection probability of a person of each type."""
        return self.units / (WEIGHTS * self.pool.counts)

    @property
    def minimum(self) -> float:
        """The smallest probability of anybody."""
        return float(self.probabilities.min())

    @property
    def bound(self) -> float:
        """What the smallest probability cannot exceed in any lottery (given the cuts)."""
        allowed, total = bound(self.pool, self.cuts, self.prices)
        return allowed / total if total else 1.0

    @property
    def gini(self) -> float:
        """Gini coefficient of the probabilities of people."""
        return gini(self.probabilities, self.pool.counts)


def solve(
    pool: Pool,
    *,
    is_leximin: bool = True,
    seed: int = 0,
    checkpoint: Checkpoint | None = None,
    progress: Progress = lambda told: None,
) -> Lottery:
    """The fairest lottery; with `is_leximin` off, only its smallest probability is the largest possible.

    Raises `Impossible` when no panel meets the quotas.
    """
    kept = checkpoint or Checkpoint(None, "")
    full = pool
    if (dropped := kept.load("impossible")) is not None:
        pool = full.without(np.array(dropped, dtype=bool))
    hull = Hull(pool, _panels(kept.load("panels")), progress)
    if not hull.panels:
        first = hull.any_panel()
        if first is None:
            raise Impossible(smallest_relaxation(pool), pool.size)
        hull.panels.append(first)
    cuts = [Cut(np.array(weights, dtype=np.int64), limit) for weights, limit in kept.load("cuts") or []]
    while True:
        relaxed = _relaxed(pool, cuts, is_leximin, kept, progress)
        panels = None
        if relaxed.levels[0][0] > 0:
            panels = _decomposed(pool, relaxed.expected, 1 if cuts else TRIES, seed, progress)
        if panels is None and dropped is None:
            # Before anything dearer: some people may be in no panel at all.
            never = hull.impossible()
            dropped = never.tolist()
            kept.save("impossible", dropped)
            if never.any():
                pool = full.without(never)
                hull = Hull(pool, [panel[~never] for panel in hull.panels], progress)
            _keep(kept, hull, cuts)
            if never.any():
                continue
        if panels is None:
            found = hull.weigh(relaxed.promised)
            if isinstance(found, Cut):
                cuts.append(found)
                progress(f"coupe {len(cuts)} : la relaxation promettait plus que les panels")
                _keep(kept, hull, cuts)
                continue
            panels = whole_weights(pool, relaxed.promised, found)
        out = sorted({one for ids in full.members for one in ids} - {one for ids in pool.members for one in ids})
        return _checked(Lottery(pool, tuple(out), tuple(panels), relaxed.levels, relaxed.prices, tuple(cuts)))


def _keep(kept: Checkpoint, hull: Hull, cuts: list[Cut]) -> None:
    kept.save("panels", [panel.tolist() for panel in hull.panels])
    kept.save("cuts", [(cut.weights.tolist(), cut.limit) for cut in cuts])


def _panels(kept: list[list[int]] | None) -> list[Counts]:
    return [np.array(panel, dtype=np.int64) for panel in kept or []]


def _relaxed(pool: Pool, cuts: list[Cut], is_leximin: bool, kept: Checkpoint, progress: Progress) -> Relaxed:
    step = f"leximin-{len(pool.types)}-{len(cuts)}"
    if known := kept.load(step):
        expected, promised, levels, rows, of_cuts, caps = known
        prices = Prices(tuple(rows), tuple(of_cuts), {int(at): price for at, price in caps.items()})
        levels = tuple((level, types) for level, types in levels)
        return Relaxed(np.array(expected), np.array(promised), levels, prices)
    try:
        relaxed = relaxed_leximin(pool, cuts, is_leximin, progress)
    except Infeasible as error:
        raise ArithmeticError("a panel exists, and yet no expected counts") from error
    prices = relaxed.prices
    shares = [relaxed.expected.tolist(), relaxed.promised.tolist()]
    kept.save(step, [*shares, relaxed.levels, prices.rows, prices.cuts, prices.caps])
    progress(f"paliers : {len(relaxed.levels)}, borne : {relaxed.levels[0][0]:.6f}")
    return relaxed


def _decomposed(pool: Pool, expected: Floats, tries: int, seed: int, progress: Progress) -> list[WeightedPanel] | None:
    units = whole_units(pool, expected)
    if units is None:
        return None
    for attempt in range(tries):
        walk = Walk(pool, units, (seed, attempt), progress)
        if walk.run():
            return walk.panels
        progress(f"décomposition {attempt + 1} : reste {walk.weight_left} sur {WEIGHTS}")
    return None


def _checked(lottery: Lottery) -> Lottery:
    """In integers, whatever the solvers said."""
    if sum(weight for _, weight in lottery.panels) != WEIGHTS:
        raise ArithmeticError("the weights do not add up")
    if not all(weight > 0 and lottery.pool.is_panel(panel) for panel, weight in lottery.panels):
        raise ArithmeticError("a panel breaks a quota")
    return lottery
