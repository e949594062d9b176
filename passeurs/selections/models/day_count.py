"""Day counts: how often a selection was read or taken away, nothing about who."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.selections.choices import CountKind
from passeurs.selections.models.selection import Selection


class DayCount(models.Model):
    """How many times a selection was read or taken away on a day: a number, nothing about who."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="day_counts")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=CountKind)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("compte du jour")
        constraints = [models.UniqueConstraint(fields=["selection", "day", "kind"], name="daycount_unique")]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.day:%Y-%m-%d} {self.kind}"
