"""Someone declines: the next ticket of the same type; where there is none, the smallest repair within the quotas.

The repair keeps everyone who accepted, takes back as few of the undecided as can be, and among equal ways prefers the
lowest tickets. Each replacement is chained to the one before by a hash: none can be changed or taken out afterwards.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from passeurs.fairness.lottery.pool import Counts, Pool
from passeurs.fairness.lottery.publication import public_pool
from passeurs.fairness.lottery.relaxation import Impossible, Relaxation, smallest_relaxation
from passeurs.fairness.lottery.solver import EXACT, Model
from passeurs.fairness.sealing.canonical import digest, keyed
from passeurs.fairness.sealing.certificate import tickets

Json = dict[str, Any]


class RefusedReplacement(ValueError):  # noqa: N818 - read in sentences
    """Names that cannot decline or accept, in French."""


@dataclass
class _Cohort:
    """Where things stand after the replacements so far, by pseudonym."""

    seats: set[str]
    accepted: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    last_hash: str = ""

    @classmethod
    def of(cls, certificate: Json) -> _Cohort:
        cohort = cls(set(certificate["selected"]), last_hash=certificate["seed"])
        for past in certificate["replacements"]:
            cohort.leave(past["declined"], past["accepted"], past["removed"], past["added"])
            cohort.last_hash = past["hash"]
        return cohort

    def leave(self, declined: list[str], accepted: list[str], removed: list[str], added: list[str]) -> None:
        """Those who declined never come back; those taken back wait again."""
        self.gone |= set(declined)
        self.accepted = (self.accepted | set(accepted)) - set(declined)
        self.seats = (self.seats - set(declined) - set(removed)) | set(added)


def cohort(certificate: Json) -> list[str]:
    """The pseudonyms of those who hold a place today."""
    return sorted(_Cohort.of(certificate).seats)


def waiting_list(certificate: Json) -> list[list[str]]:
    """Per type, who waits, next first."""
    now = _Cohort.of(certificate)
    ordered = tickets(certificate["lottery"], certificate["seed"])
    return [[name for name in names if name not in now.seats | now.gone] for names in ordered]


def replace(certificate: Json, secret: Json, *, declined: list[str], accepted: list[str]) -> Json:
    """The certificate with one more replacement. Names are pseudonyms.

    Raises `RefusedReplacement` for names that hold no place, `Impossible` when no repair keeps who accepted.
    """
    public, now = certificate["lottery"], _Cohort.of(certificate)
    _check(now, declined, accepted)
    pool = public_pool(public, secret)
    waiting = waiting_list(certificate)
    type_of = {name: kind for kind, names in enumerate(pool.members) for name in names}
    added: list[str] = []
    short = 0
    for kind, count in sorted(Counter(type_of[name] for name in declined).items()):
        added += waiting[kind][:count]
        short += max(0, count - len(waiting[kind]))
        waiting[kind] = waiting[kind][count:]
    removed: list[str] = []
    if short:
        kept = (now.seats - set(declined)) | set(added)
        firm = (now.accepted | set(accepted)) - set(declined)
        ranks = {name: keyed(certificate["seed"], f"ticket|{name}") for name in type_of}
        removed, more = _repair(pool, kept, firm, waiting, ranks, short)
        # Whoever was just called and would be taken back at once was not called.
        back = set(removed) & set(added)
        removed, added = sorted(set(removed) - back), sorted(set(added) - back) + more
    now.leave(declined, accepted, removed, added)
    entry = {
        "rule": "repair" if short else "ticket",
        "declined": sorted(declined),
        "accepted": sorted(accepted),
        "removed": sorted(removed),
        "added": sorted(added),
        **_opened(pool, secret, now.seats, type_of),
        "previous": now.last_hash,
    }
    return {**certificate, "replacements": [*certificate["replacements"], {**entry, "hash": digest(entry)}]}


def _check(now: _Cohort, declined: list[str], accepted: list[str]) -> None:
    named = [*declined, *accepted]
    faults = [f"{name} n’a pas de place : ni à refuser, ni à accepter." for name in named if name not in now.seats]
    faults += [f"{name} est nommé deux fois." for name, times in sorted(Counter(named).items()) if times > 1]
    if not declined and not accepted:
        faults.append("Personne n’est nommé : rien à remplacer.")
    if faults:
        raise RefusedReplacement("\n".join(faults))


def _opened(pool: Pool, secret: Json, seats: set[str], type_of: dict[str, int]) -> Json:
    counts = _counts(pool, seats, type_of)
    if not pool.is_panel(counts):
        raise ArithmeticError("a replacement breaks a quota")
    opening = sum(int(kept["opening"], 16) * int(count) for kept, count in zip(secret["types"], counts, strict=True))
    return {"totals": (pool.rows[:-1] @ counts).tolist(), "opening": f"{opening:x}"}


def _counts(pool: Pool, names: set[str], type_of: dict[str, int]) -> Counts:
    counts = np.zeros(len(pool.types), dtype=np.int64)
    for name in names:
        counts[type_of[name]] += 1
    return counts


def _repair(
    pool: Pool, kept: set[str], firm: set[str], waiting: list[list[str]], ranks: dict[str, str], short: int
) -> tuple[list[str], list[str]]:
    """(taken back, called): columns are the undecided that may leave, then those who wait and may come."""
    types = len(pool.types)
    type_of = {name: kind for kind, names in enumerate(pool.members) for name in names}
    leaving = _counts(pool, kept - firm, type_of)
    coming = np.array([len(names) for names in waiting], dtype=np.int64)
    base = pool.rows @ _counts(pool, kept, type_of)
    rows = (pool.lower - base, pool.upper - base)
    # First: as few taken back as can be.
    both = np.hstack([-pool.rows, pool.rows])
    model = Model(both, rows, (np.zeros(2 * types), np.append(leaving, coming)), integer=True, options=EXACT)
    model.set_costs(np.append(-np.ones(types), np.zeros(types)))
    fewest = model.solve()
    if not fewest.is_optimal:
        raise Impossible(_blocked(pool, _counts(pool, firm, type_of), leaving, coming), pool.size)
    back = round(-fewest.objective)
    # Then: the lowest tickets. In a type, the next ticket is always the cheapest.
    order = {name: at for at, name in enumerate(sorted(ranks, key=lambda name: (ranks[name], name)))}
    callable_ = [name for names in waiting for name in names[: short + back]]
    columns = np.array([type_of[name] for name in callable_], dtype=np.int64)
    matrix = np.vstack([np.hstack([-pool.rows, pool.rows[:, columns]]), np.zeros(types + len(columns))])
    matrix[-1, :types] = 1
    limits = (np.append(rows[0], back), np.append(rows[1], back))
    upper = np.append(leaving, np.ones(len(columns), dtype=np.int64))
    model = Model(matrix, limits, (np.zeros(len(upper)), upper), integer=True, options=EXACT)
    model.set_costs(np.append(np.zeros(types), [-float(order[name]) for name in callable_]))
    found = np.rint(model.solve().values).astype(np.int64)
    called = [name for name, chosen in zip(callable_, found[types:], strict=True) if chosen]
    removed = []
    for kind in np.nonzero(found[:types])[0]:
        undecided = sorted((set(pool.members[kind]) & kept) - firm, key=lambda name: (ranks[name], name))
        removed += undecided[len(undecided) - int(found[kind]) :]
    return sorted(removed), sorted(called)


def _blocked(pool: Pool, firm: Counts, leaving: Counts, coming: Counts) -> list[Relaxation]:
    """The smallest relaxation for those who are still there, everyone who accepted kept."""
    there = firm + leaving + coming
    members = tuple(tuple(str(at) for at in range(int(count))) for count in there)
    return smallest_relaxation(Pool(pool.categories, pool.types, members, pool.quotas, pool.size), firm)
