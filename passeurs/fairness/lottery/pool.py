"""Who may be drawn, and what a panel must look like: people, their attributes, quotas, and the types they make.

People with the same attributes are one *type* with a head count. By symmetry and convexity the fairest lottery gives
them one probability, so that every computation is on types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Quota:
    """How many places go to people who have all of `where` ((category, value), …): from `minimum` to `maximum`."""

    where: tuple[tuple[str, str], ...]
    minimum: int
    maximum: int

    @property
    def label(self) -> str:
        """In words: « city = Metz, commune = qpv »."""
        return ", ".join(f"{category} = {value}" for category, value in self.where)

    def holds(self, attributes: dict[str, str]) -> bool:
        """Does this quota count a person with these attributes?"""
        return all(attributes[category] == value for category, value in self.where)


@dataclass(frozen=True)
class Pool:
    """People by type, and the quotas of a panel of `size`.

    `types[t]` are the values of `categories`, in their order; `members[t]` the ids of the people of that type.
    """

    categories: tuple[str, ...]
    types: tuple[tuple[str, ...], ...]
    members: tuple[tuple[str, ...], ...]
    quotas: tuple[Quota, ...]
    size: int

    @classmethod
    def of(cls, people: Sequence[tuple[str, dict[str, str]]], quotas: Sequence[Quota], size: int) -> Pool:
        """Group `people` (id, attributes) by the categories that the quotas name."""
        categories = tuple(dict.fromkeys(category for quota in quotas for category, _ in quota.where))
        by_type: dict[tuple[str, ...], list[str]] = {}
        for identifier, attributes in people:
            by_type.setdefault(tuple(attributes[category] for category in categories), []).append(identifier)
        types = tuple(sorted(by_type))
        return cls(categories, types, tuple(tuple(sorted(by_type[one])) for one in types), tuple(quotas), size)

    @cached_property
    def counts(self) -> Counts:
        """People of each type, shape (types,)."""
        return np.array([len(ids) for ids in self.members], dtype=np.int64)

    @cached_property
    def rows(self) -> Counts:
        """Shape (quotas + 1, types): 1 where the quota counts the type; the last row counts everybody."""
        rows = np.ones((len(self.quotas) + 1, len(self.types)), dtype=np.int64)
        values = {category: np.array([one[at] for one in self.types]) for at, category in enumerate(self.categories)}
        for number, quota in enumerate(self.quotas):
            for category, value in quota.where:
                rows[number] &= values[category] == value
        return rows

    @cached_property
    def lower(self) -> Counts:
        """Fewest places of each row; the last is the size."""
        return np.array([quota.minimum for quota in self.quotas] + [self.size], dtype=np.int64)

    @cached_property
    def upper(self) -> Counts:
        """Most places of each row; the last is the size."""
        return np.array([quota.maximum for quota in self.quotas] + [self.size], dtype=np.int64)

    def without(self, dropped: npt.NDArray[np.bool_]) -> Pool:
        """The same draw without the types where `dropped` is true."""
        kept = [at for at in range(len(self.types)) if not dropped[at]]
        types, members = tuple(self.types[at] for at in kept), tuple(self.members[at] for at in kept)
        return replace(self, types=types, members=members)

    def attributes(self, number: int) -> dict[str, str]:
        """The attributes of a type by category."""
        return dict(zip(self.categories, self.types[number], strict=True))

    def is_panel(self, panel: Counts) -> bool:
        """Does a count per type meet every quota? In integers, whatever solver found it."""
        totals = self.rows @ panel
        return bool(
            (panel >= 0).all()
            and (panel <= self.counts).all()
            and (totals >= self.lower).all()
            and (totals <= self.upper).all()
        )


def gini(probabilities: Floats, counts: Counts) -> float:
    """Gini coefficient of the probabilities of people: 0 when all are equal."""
    order = np.argsort(probabilities, kind="stable")
    values, heads = probabilities[order], counts[order]
    people, mass = int(heads.sum()), float((values * heads).sum())
    if mass == 0:
        return 0.0
    before = np.cumsum(heads) - heads
    # Each person's rank r (from 1) weighs 2r - people - 1; summed over the ranks of one type.
    weights = heads * (2 * before + heads + 1 - people - 1)
    return float((values * weights).sum() / (people * mass))
