"""A limit to how often one visitor does one thing. No address is kept: only a keyed mark, for the time of the limit."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def visitor_address(request: HttpRequest) -> str:
    """The address that asks; behind a trusted proxy, the one that the proxy saw: else all visitors are one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and forwarded:
        return str(forwarded)
    return str(request.META.get("REMOTE_ADDR", ""))


def is_too_often(request: HttpRequest, action: str, *, limit: int, seconds: int) -> bool:
    """Count one try of `action` by this visitor; True when it is beyond `limit` within `seconds`."""
    who = salted_hmac("passeurs.throttle", f"{action}|{visitor_address(request)}").hexdigest()
    key = f"throttle:{who}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:
        # It expired between the two lines.
        return False
