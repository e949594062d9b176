"""What a site must not start with: a secret that anybody may know, or the demonstration's doors on a public address."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.management.base import SystemCheckError

SAFETY = "passeurs"


def is_public(host: str) -> bool:
    """Whether a host may be reached from outside: neither this machine nor a private network."""
    name = host.strip("[]").lstrip(".").lower()
    try:
        return ipaddress.ip_address(name).is_global
    except ValueError:
        # A name without a dot is one of this machine, or of the network it is in.
        return "." in name and not name.endswith((".localhost", ".local", ".internal", ".test"))


def public_hosts() -> list[str]:
    """The public hosts that this site says it answers to; `*` is one."""
    told = urlsplit(settings.SITE_URL).hostname or ""
    return [host for host in [told, *settings.ALLOWED_HOSTS] if host == "*" or is_public(host)]


@register(SAFETY)
def check_secret(app_configs: Sequence[Any] | None, **known: Any) -> list[CheckMessage]:
    """A site in production has a secret of its own, and one alone: not empty, not made on the spot."""
    if settings.DEBUG or settings.DEMO:
        return []
    if not settings.SECRET_KEY.strip() or settings.IS_SECRET_BLANK:
        return [Error("SECRET_KEY is empty.", hint="Set it to a long random text, and keep it.", id="passeurs.E001")]
    if not settings.IS_SECRET_GIVEN and (public_hosts() or settings.IS_PRODUCTION):
        hint = "Set SECRET_KEY: a production site does not run on a secret that this machine made for itself."
        return [Error("SECRET_KEY is not set.", hint=hint, id="passeurs.E002")]
    return []


@register(SAFETY)
def check_demo(app_configs: Sequence[Any] | None, **known: Any) -> list[CheckMessage]:
    """One-click accounts and readable mails are for this machine and private networks."""
    hosts = public_hosts() if settings.DEMO else []
    if not hosts:
        return []
    what = "DEBUG" if settings.DEBUG else "PASSEURS_DEMO"
    return [
        Error(
            f"{what} opens every account to anybody, and this site answers to {', '.join(hosts)}.",
            hint=f"Unset {what}, or take public names out of SITE_URL and ALLOWED_HOSTS.",
            id="passeurs.E003",
        )
    ]


def refuse_unsafe_start() -> None:
    """Raise SystemCheckError when the site must not be served: the web server runs no checks by itself."""
    errors = [found for found in run_checks(tags=[SAFETY]) if found.is_serious()]
    if errors:
        raise SystemCheckError("\n".join(str(error) for error in errors))
