"""Commit to a lottery before chance speaks, then let it: seed, panel, tickets. Nothing else decides.

`commit` is the SHA-256 of the published lottery. The seed is the SHA-256 of the beacon (announced in advance, known
only afterwards) and the commitment. A number below the denominator chooses the panel; in each type the lowest tickets
win.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from itertools import accumulate
from typing import Any

from passeurs.fairness.sealing.canonical import below, digest, keyed

FORMAT = "passeurs-certificat-1"
# A rehearsal never looks like a draw: its seed is another.
REHEARSAL = "répétition"
Json = dict[str, Any]


class BadBeacon(ValueError):  # noqa: N818 - read in sentences
    """A beacon that is not hexadecimal bytes."""


def commitment(public: Json) -> str:
    """What is published, with the source of chance, before chance is known."""
    return digest(public)


def seed_of(beacon: str, commit: str, *, is_rehearsal: bool) -> str:
    """64 hexadecimal digits, from the bytes of the beacon and of the commitment."""
    mark = REHEARSAL.encode() if is_rehearsal else b""
    return hashlib.sha256(bytes.fromhex(beacon) + bytes.fromhex(commit) + mark).hexdigest()


def tickets(public: Json, seed: str) -> list[list[str]]:
    """The pseudonyms of each type, lowest ticket first."""
    return [
        sorted(one["pseudonyms"], key=lambda name: (keyed(seed, f"ticket|{name}"), name)) for one in public["types"]
    ]


def draw(public: Json, beacon: str, *, is_rehearsal: bool = False) -> Json:
    """The certificate: the lottery, the commitment, the chance, and who is drawn."""
    beacon = beacon.strip().lower()
    if not re.fullmatch(r"([0-9a-f]{2}){8,}", beacon):
        raise BadBeacon("La balise s’écrit en hexadécimal : au moins 8 octets, deux chiffres par octet (0-9, a-f).")
    commit = commitment(public)
    seed = seed_of(beacon, commit, is_rehearsal=is_rehearsal)
    number = below(seed, "panel", public["denominator"])
    ends = list(accumulate(panel["weight"] for panel in public["panels"]))
    at = bisect_right(ends, number)
    waiting = tickets(public, seed)
    selected = [name for kind, count in public["panels"][at]["counts"] for name in waiting[kind][:count]]
    return {
        "format": FORMAT,
        "lottery": public,
        "commit": commit,
        "beacon": beacon,
        "rehearsal": is_rehearsal,
        "seed": seed,
        "number": number,
        "panel": at,
        "selected": sorted(selected),
        "replacements": [],
    }
