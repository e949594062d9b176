"""Who starts is no machine: a little work for the browser, a little time, a field that people do not see.

The server signs a nonce; the browser looks for a number such that sha256("nonce:number") starts with enough zero
bits. Without JavaScript there is no number: the application then has to be opened from its mail before it is sent.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.core.cache import cache

SALT = "recruitment.proof"
# Nobody fills the form faster; nobody keeps it open longer.
LEAST_SECONDS = 2
MOST_SECONDS = 4 * 3600


def make_nonce() -> str:
    """A fresh nonce, signed with its time."""
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(9))


def zero_bits(digest: bytes) -> int:
    """How many bits are zero before the first one."""
    number = int.from_bytes(digest, "big")
    return len(digest) * 8 - number.bit_length()


def is_proven(nonce: str, number: str) -> bool:
    """Whether the work was done for this nonce, in a human time, and not used before."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(nonce, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return False
    try:
        signer.unsign(nonce, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        pass
    else:
        return False
    digest = hashlib.sha256(f"{nonce}:{number}".encode()).digest()
    if zero_bits(digest) < settings.PROOF_BITS:
        return False
    key = hashlib.sha256(nonce.encode()).hexdigest()
    return bool(cache.add(f"proof:{key}", 1, MOST_SECONDS))
