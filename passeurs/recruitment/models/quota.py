"""Quotas: what the team asks of the people drawn, and the reference it reads beside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.recruitment.models.call import Call


class Quota(models.Model):
    """What the team asks of the panel, and the reference it reads beside: of the whole call, or of one city's places.

    `share` is the value's part of the reference population, in percent; a missing bound binds nothing.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="quotas")
    season_city = models.ForeignKey("programme.SeasonCity", null=True, on_delete=models.CASCADE, related_name="+")
    category = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    share = models.FloatField(null=True)
    minimum = models.PositiveIntegerField(null=True)
    maximum = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("quota")
        constraints = [
            models.UniqueConstraint(fields=["call", "season_city", "category", "value"], name="quota_of_city_once"),
            models.UniqueConstraint(
                fields=["call", "category", "value"],
                condition=models.Q(season_city__isnull=True),
                name="quota_of_call_once",
            ),
            models.CheckConstraint(
                condition=models.Q(maximum__gte=models.F("minimum")) | models.Q(minimum=None) | models.Q(maximum=None),
                name="quota_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} = {self.value}"
