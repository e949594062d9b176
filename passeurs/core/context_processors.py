"""What every template knows: the site's name, contact, demo mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from passeurs.core.registry import unread_counts


def site(request: HttpRequest) -> dict[str, Any]:
    """The town's own settings and the mode of this site."""
    return {
        "site_name": settings.SITE_NAME,
        "site_contact": settings.SITE_CONTACT,
        "site_url": settings.SITE_URL,
        "is_demo": settings.DEMO,
        # Counted only if the page shows it.
        "unread_count": SimpleLazyObject(lambda: sum(count(request.user) for count in unread_counts)),
    }
