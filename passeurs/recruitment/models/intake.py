"""Files of applications that come from another form service: what was sent, how it is read, what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.recruitment.choices import IntakeState
from passeurs.recruitment.models.call import Call


class Intake(models.Model):
    """One file. `mapping` gives each column its meaning; `report` counts, and says why rows are refused.

    The content is emptied once it is imported, or after a week. Who reads it holds `claim` and says so at `beat_at`;
    `row_count` rows are done for good. Claimed `claim_count` times without a row done, it is given up.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="intakes")
    name = models.CharField(max_length=200)
    is_json = models.BooleanField(default=False)
    content = models.TextField(blank=True)
    mapping: Any = models.JSONField(default=dict)
    is_told = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=IntakeState, default=IntakeState.UPLOADED)
    report: Any = models.JSONField(default=dict)
    claim = models.CharField(max_length=16, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    claim_count = models.PositiveSmallIntegerField(default=0)
    row_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("import de candidatures")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"import {self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the import."""
        return reverse("recruitment:intake", args=[self.pk])
