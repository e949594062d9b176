"""One way to write JSON, and the hashes made of it: what is committed to is bytes, not a mood of a library."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def keyed(key: str, label: str) -> str:
    """HMAC-SHA-256 of a label under a key given in hexadecimal."""
    return hmac.new(bytes.fromhex(key), label.encode(), hashlib.sha256).hexdigest()


def below(key: str, label: str, limit: int) -> int:
    """A whole number below `limit`, each as likely: HMACs of « label|0 », « label|1 »… until one is not in excess."""
    excess = 2**256 - 2**256 % limit
    attempt = 0
    while (number := int(keyed(key, f"{label}|{attempt}"), 16)) >= excess:
        attempt += 1
    return number % limit
