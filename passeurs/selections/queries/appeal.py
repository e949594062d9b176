"""Reads of appeals."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from passeurs.selections.models import Appeal


def appeal_list() -> QuerySet[Appeal]:
    """Appeals, those that wait first, the oldest first."""
    rows = Appeal.objects.select_related(
        "selection__season_city__city", "decision__by__profile", "answered_by__profile"
    )
    return rows.order_by(models.F("answered_at").desc(nulls_first=True), "made_at")
