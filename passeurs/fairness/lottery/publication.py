"""A solved lottery in two files: what is published, and what is kept.

Published: quotas, panels, weights and prices; of people, only pseudonyms grouped in types that carry a number and a
sealed envelope. Kept: who is who, the attributes of the types, and the salt that everything secret is made from.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from passeurs.fairness.lottery.decomposition import WEIGHTS
from passeurs.fairness.lottery.leximin import bound
from passeurs.fairness.lottery.pool import Counts, Pool, Quota
from passeurs.fairness.lottery.solve import Lottery
from passeurs.fairness.sealing.canonical import canonical, keyed
from passeurs.fairness.sealing.envelope import seal
from passeurs.fairness.sealing.proof import people_tree, pseudonym

FORMAT = "passeurs-tirage-1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Sealed:
    """`public` may be published; `secret` never."""

    public: Json
    secret: Json


def _secret(salt: str, values: tuple[str, ...]) -> int:
    return int(keyed(salt, "type|" + canonical(values).decode()), 16)


def seal_lottery(lottery: Lottery, full: Pool, *, salt: str, goal: str, source: str) -> Sealed:
    """`full` is the pool before anybody was set aside; `salt` 64 hexadecimal digits; `source` the announced chance.

    Types are put in an order that tells nothing: that of a keyed hash.
    """
    order = sorted(range(len(full.types)), key=lambda at: keyed(salt, "order|" + canonical(full.types[at]).decode()))
    place = {full.types[at]: number for number, at in enumerate(order)}
    secrets = [_secret(salt, full.types[at]) for at in order]
    quotas_of = [np.nonzero(full.rows[:-1, at])[0].tolist() for at in order]
    kept_types: list[Json] = [
        {
            "attributes": full.attributes(at),
            "opening": f"{secret:064x}",
            "people": {one: pseudonym(salt, one) for one in full.members[at]},
        }
        for at, secret in zip(order, secrets, strict=True)
    ]
    public_types = [
        {"pseudonyms": sorted(kept["people"].values()), "seal": f"{seal(quotas, secret):x}"}
        for kept, quotas, secret in zip(kept_types, quotas_of, secrets, strict=True)
    ]
    secret = {"format": FORMAT, "salt": salt, "types": kept_types}
    public = {
        "format": FORMAT,
        "goal": goal,
        "source": source,
        "size": full.size,
        "denominator": WEIGHTS,
        "root": people_tree(secret)[0].root,
        "types": public_types,
        **_fairness(lottery, place, secrets),
    }
    secret["root"] = public["root"]
    return Sealed(public, secret)


def _fairness(lottery: Lottery, place: dict[tuple[str, ...], int], secrets: list[int]) -> Json:
    """Quotas, panels and proof, types by their public numbers."""
    pool = lottery.pool
    numbers = [place[one] for one in pool.types]

    def sparse(values: Counts) -> list[list[int]]:
        return sorted([numbers[at], int(values[at])] for at in np.nonzero(values)[0])

    def opened(counts: Counts) -> Json:
        total = sum(secrets[number] * int(count) for number, count in zip(numbers, counts, strict=True))
        return {"totals": (pool.rows[:-1] @ counts).tolist(), "opening": f"{total:x}"}

    prices = lottery.prices
    allowed, total = bound(pool, lottery.cuts, prices)
    units = lottery.units
    smallest = min(Fraction(int(unit), WEIGHTS * int(count)) for unit, count in zip(units, pool.counts, strict=True))
    return {
        "quotas": [
            {"where": dict(quota.where), "minimum": quota.minimum, "maximum": quota.maximum} for quota in pool.quotas
        ],
        "pool": opened(pool.counts),
        "panels": [{"weight": weight, "counts": sparse(panel), **opened(panel)} for panel, weight in lottery.panels],
        "cuts": [{"weights": sparse(cut.weights), "limit": cut.limit} for cut in lottery.cuts],
        "prices": {
            "quotas": [str(price) for price in prices.rows[:-1]],
            "size": str(prices.rows[-1]),
            "cuts": [str(price) for price in prices.cuts],
            "caps": sorted([numbers[at], str(price)] for at, price in prices.caps.items()),
        },
        "minimum": str(smallest),
        "bound": str(Fraction(allowed, total)),
    }


def public_pool(public: Json, secret: Json) -> Pool:
    """The pool again, types by their public numbers, members by their pseudonyms."""
    categories = tuple(secret["types"][0]["attributes"])
    types = tuple(tuple(kept["attributes"][name] for name in categories) for kept in secret["types"])
    members = tuple(tuple(one["pseudonyms"]) for one in public["types"])
    quotas = tuple(
        Quota(tuple(quota["where"].items()), quota["minimum"], quota["maximum"]) for quota in public["quotas"]
    )
    return Pool(categories, types, members, quotas, public["size"])
