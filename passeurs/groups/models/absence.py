"""How a group goes: what each side said after a meeting, what the referent did, who has not been seen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import NewsAnswer


class Absence(models.Model):
    """Somebody not seen for a while. `rung` is how far the gentle ladder went (see `rules.caring.LADDER`).

    It ends by itself when they come back. Nothing else ever follows from it: no exclusion.
    """

    mandate = models.ForeignKey("programme.Mandate", on_delete=models.CASCADE, related_name="absences")
    seen_at = models.DateTimeField()
    rung = models.PositiveSmallIntegerField(default=0)
    rung_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=8, choices=NewsAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("absence")
        ordering = ["seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mandate"], condition=Q(ended_at__isnull=True), name="absence_one_open")
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"
