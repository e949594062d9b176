"""What every template knows: the site's name, contact, demo mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The town's own settings and the mode of this site."""
    return {
        "site_name": settings.SITE_NAME,
        "site_contact": settings.SITE_CONTACT,
        "site_url": settings.SITE_URL,
        "is_demo": settings.DEMO,
    }
