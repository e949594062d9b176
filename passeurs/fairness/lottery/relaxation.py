"""Quotas that contradict: the smallest set of them to relax so that a panel exists, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from passeurs.fairness.lottery.pool import Counts, Floats, Pool, Quota
from passeurs.fairness.lottery.solver import EXACT, INFINITY, Model, Solution


@dataclass(frozen=True)
class Relaxation:
    """A quota and the bounds it needs."""

    quota: Quota
    minimum: int
    maximum: int
    people: int

    @property
    def sentence(self) -> str:
        """What to change, in French."""
        if self.minimum < self.quota.minimum:
            change = f"abaisser le minimum de {self.quota.minimum} à {self.minimum}"
        else:
            change = f"relever le maximum de {self.quota.maximum} à {self.maximum}"
        are = "personne" if self.people == 1 else "personnes"
        return f"« {self.quota.label} » : {change} ({self.people} {are} dans la réserve)"


class Impossible(Exception):  # noqa: N818 - read in sentences
    """No panel meets the quotas; `relaxations` is the smallest set of changes that lets one exist."""

    def __init__(self, relaxations: list[Relaxation], size: int) -> None:
        self.relaxations = relaxations
        told = f"Aucun groupe de {size} personnes ne respecte tous les quotas à la fois. "
        if len(relaxations) == 1:
            told += "Il suffit de changer un quota :"
        else:
            told += f"Il suffit de changer ces {len(relaxations)} quotas ensemble :"
        super().__init__("\n".join([told, *(f"- {one.sentence}" for one in relaxations)]))


def smallest_relaxation(pool: Pool, kept: Counts | None = None) -> list[Relaxation]:
    """Fewest quotas changed; among those ways, fewest places moved. The size stays, and `kept` people of each type."""
    quotas, types = len(pool.quotas), len(pool.counts)
    down, up = types, types + quotas
    switch = up + quotas
    matrix = np.zeros((2 * quotas + 2, switch + quotas))
    matrix[: quotas + 1, :types] = pool.rows
    matrix[:quotas, down:up] = np.eye(quotas)
    matrix[:quotas, up:switch] = -np.eye(quotas)
    # A quota moves only when its switch is on, and never by more than could help.
    most_down = pool.lower[:quotas]
    most_up = np.maximum(np.minimum(pool.rows[:quotas] @ pool.counts, pool.size) - pool.upper[:quotas], 0)
    links = slice(quotas + 1, 2 * quotas + 1)
    matrix[links, down:up] = np.eye(quotas)
    matrix[links, up:switch] = np.eye(quotas)
    matrix[links, switch:] = -np.diag(np.maximum(most_down, most_up))
    matrix[-1, switch:] = 1
    row_lower = np.concatenate([pool.lower, np.full(quotas, -INFINITY), [0]])
    row_upper = np.concatenate([pool.upper, np.zeros(quotas), [quotas]])
    upper = np.concatenate([pool.counts, most_down, most_up, np.ones(quotas)])
    lower = np.zeros(len(upper))
    lower[:types] = 0 if kept is None else kept
    kinds = np.ones(len(upper), dtype=bool)
    model = Model(matrix, (row_lower, row_upper), (lower, upper), integer=kinds, options=EXACT)
    few = np.zeros(len(upper))
    few[switch:] = -1
    changed = _solved(model, few)
    model.set_row(len(row_lower) - 1, 0, round(-changed.objective))
    moved = np.zeros(len(upper))
    moved[down:switch] = -1
    values = np.rint(_solved(model, moved).values).astype(np.int64)
    people = pool.rows @ pool.counts
    return [
        Relaxation(quota, quota.minimum - int(lowered), quota.maximum + int(raised), int(count))
        for quota, lowered, raised, count in zip(
            pool.quotas, values[down:up], values[up:switch], people[:-1], strict=True
        )
        if lowered or raised
    ]


def _solved(model: Model, costs: Floats) -> Solution:
    model.set_costs(costs)
    solution = model.solve()
    if not solution.is_optimal:
        raise ArithmeticError("the smallest relaxation was not found")
    return solution
