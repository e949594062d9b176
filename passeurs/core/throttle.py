"""A limit to how often one visitor does one thing. No address is kept: only a keyed mark, for the time of the limit."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from limits.strategies import FixedWindowRateLimiter

# One connection has as many IPv6 addresses as it likes within these bits.
IPV6_BITS = 64


def visitor_address(request: HttpRequest) -> str:
    """The address that asks; behind a trusted proxy, the one that the proxy saw: else all visitors are one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and forwarded:
        return _connection(forwarded)
    return _connection(str(request.META.get("REMOTE_ADDR", "")))


def _connection(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network(f"{known}/{IPV6_BITS}", strict=False).network_address)


def visitor_and(request: HttpRequest, account: str) -> str:
    """A key by visitor and account: whoever asks for somebody else's account uses up their own tries alone."""
    return f"{account}|{visitor_address(request)}"


def is_too_often(request: HttpRequest, action: str, *, limit: int, seconds: int) -> bool:
    """Count one try of `action` by this visitor; True when it is beyond `limit` within `seconds`."""
    from limits import RateLimitItemPerSecond

    who = salted_hmac("passeurs.throttle", f"{action}|{visitor_address(request)}").hexdigest()
    return not _limiter(settings.LIMITS_STORAGE).hit(RateLimitItemPerSecond(limit, seconds), who)


@lru_cache(maxsize=1)
def _limiter(storage: str) -> FixedWindowRateLimiter:
    from limits.storage import storage_from_string
    from limits.strategies import FixedWindowRateLimiter

    from passeurs.core import throttle_store  # noqa: F401 - makes its scheme known

    return FixedWindowRateLimiter(storage_from_string(storage))
