"""Sealed envelopes that can be opened together without being opened one by one, and a tree of hashes.

The envelope of a type holds which quotas count it: the product of a fixed number per quota, times a fixed number raised
to a secret (a Pedersen commitment). The product of the envelopes of a panel therefore holds how many places go to each
quota: with the sum of the secrets anyone checks the totals of a panel, and learns the attributes of nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache

# RFC 3526, group 14: the 2048-bit safe prime made of the digits of pi.
PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)
_WINDOW = 8


@cache
def base(name: str) -> int:
    """A number of the group that nobody chose: the square of hashes of its name."""
    text = "".join(hashlib.sha256(f"passeurs|{name}|{part}".encode()).hexdigest() for part in range(9))
    return pow(int(text, 16) % PRIME, 2, PRIME)


@cache
def _powers_of_secret_base() -> list[list[int]]:
    """Powers of the secret's base by bytes of a 32-byte exponent: each envelope is then 32 products."""
    tables, start = [], base("secret")
    for _ in range(256 // _WINDOW):
        table = [1]
        for _ in range(2**_WINDOW - 1):
            table.append(table[-1] * start % PRIME)
        tables.append(table)
        start = table[-1] * start % PRIME
    return tables


def seal(quotas: Iterable[int], secret: int) -> int:
    """The envelope of a type that these quotas (numbers) count; `secret` is below 2**256."""
    product = 1
    for table in _powers_of_secret_base():
        product = product * table[secret % 2**_WINDOW] % PRIME
        secret >>= _WINDOW
    for number in quotas:
        product = product * base(f"quota|{number}") % PRIME
    return product


def _leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\0" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """A Merkle tree over contents, in their order. A node without a neighbour climbs as it is."""

    def __init__(self, contents: Sequence[bytes]) -> None:
        self.floors = [[_leaf(content) for content in contents]]
        while len(self.floors[-1]) > 1:
            below = self.floors[-1]
            pairs = [below[at : at + 2] for at in range(0, len(below), 2)]
            self.floors.append([_node(*pair) if len(pair) == 2 else pair[0] for pair in pairs])

    @property
    def root(self) -> str:
        """Hexadecimal."""
        return self.floors[-1][0].hex()

    def path(self, at: int) -> list[list[str]]:
        """What to hash the leaf `at` with, floor by floor: ["left" or "right", hexadecimal]."""
        steps = []
        for floor in self.floors[:-1]:
            other = at ^ 1
            if other < len(floor):
                steps.append(["left" if other < at else "right", floor[other].hex()])
            at //= 2
        return steps
