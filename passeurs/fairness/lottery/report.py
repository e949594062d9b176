"""Who had which chance: probabilities by group, for the team and for the press. Groups are the quotas' own."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from passeurs.fairness.lottery.publication import public_pool
from passeurs.fairness.lottery.replacement import cohort
from passeurs.fairness.sealing.chance import percent

Json = dict[str, Any]


@dataclass(frozen=True)
class Group:
    """A group and its chances. `expected` places are the lottery's mean; `drawn` is None before the draw."""

    group: str
    people: int
    minimum: int
    maximum: int
    expected: float
    mean: float
    lowest: float
    highest: float
    drawn: int | None


@dataclass(frozen=True)
class Report:
    """All groups; `equal` is what everybody would have if quotas asked for nothing."""

    people: int
    size: int
    equal: float
    lowest: float
    highest: float
    groups: tuple[Group, ...]


def units_by_type(public: Json) -> list[int]:
    """Expected count of each type in units of 1/denominator, exactly."""
    units = [0] * len(public["types"])
    for panel in public["panels"]:
        for kind, count in panel["counts"]:
            units[kind] += panel["weight"] * count
    return units


def report(public: Json, secret: Json, certificate: Json | None = None) -> Report:
    """Chances by group; with a certificate, who holds a place today."""
    pool = public_pool(public, secret)
    units, counts = units_by_type(public), [len(names) for names in pool.members]
    denominator = public["denominator"]
    chances = [unit / (denominator * count) for unit, count in zip(units, counts, strict=True)]
    seats = set(cohort(certificate)) if certificate else set()
    drawn = [len(seats.intersection(names)) for names in pool.members]
    groups = []
    for quota, row in zip(pool.quotas, pool.rows, strict=False):
        kinds = [kind for kind, counted in enumerate(row) if counted]
        people = sum(counts[kind] for kind in kinds)
        expected = sum(units[kind] for kind in kinds) / denominator
        groups.append(
            Group(
                quota.label,
                people,
                quota.minimum,
                quota.maximum,
                expected,
                expected / people if people else 0.0,
                min((chances[kind] for kind in kinds), default=0.0),
                max((chances[kind] for kind in kinds), default=0.0),
                sum(drawn[kind] for kind in kinds) if certificate else None,
            )
        )
    everyone = sum(counts)
    return Report(everyone, pool.size, pool.size / everyone, min(chances), max(chances), tuple(groups))


def _percent(value: float) -> str:
    return percent(Fraction(value).limit_denominator(10**12))


def in_words(told: Report) -> str:
    """French, one line a group."""
    lines = [
        f"{told.people} personnes, {told.size} places. Sans quotas, chacun aurait {_percent(told.equal)}.",
        f"Avec eux, la chance la plus basse est {_percent(told.lowest)}, la plus haute {_percent(told.highest)}.",
    ]
    for one in told.groups:
        chance = _percent(one.lowest)
        if _percent(one.highest) != chance:
            chance = f"entre {chance} et {_percent(one.highest)}"
        line = f"- {one.group} : {one.people} personnes, de {one.minimum} à {one.maximum} places, "
        line += f"{one.expected:.1f} attendues".replace(".", ",") + f" ; chance de chacun {chance}"
        lines.append(line + (f" ; places tenues : {one.drawn}." if one.drawn is not None else "."))
    return "\n".join(lines)


def in_csv(told: Report) -> str:
    """One row a group."""
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(Group.__dataclass_fields__))
    writer.writeheader()
    writer.writerows(asdict(one) for one in told.groups)
    return written.getvalue()
