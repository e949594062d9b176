"""Versions: what a selection said each time it was published."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class Version(models.Model):
    """What a selection said each time it was published.

    `snapshot` is `{"title", "intro", "tags": [label], "items": [{"kind": "venue" | "offer" | "work", "id", "name",
    "section", "reason"}]}`: texts only, so that it reads the same when the catalogue has changed.
    """

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    second_reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("version publiée")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["selection", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.selection_id} v{self.number}"

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items as they were."""
        return list(self.snapshot.get("items", []))
