"""Reads of bounces."""

from __future__ import annotations

from typing import Any

from passeurs.editorial.models import Bounce


def bounce_list() -> Any:
    """What came back, the newest first."""
    return Bounce.objects.select_related("subscription", "issue")
