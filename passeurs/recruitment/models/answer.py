"""Everybody's answer, sent at once: what is said by outcome, and how far it got."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.recruitment.choices import BatchState
from passeurs.recruitment.models.call import Call


class AnswerBatch(models.Model):
    """One sending. `texts` by status; a file leaves it when its planned status becomes its status: never twice."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="answer_batches")
    texts: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.SENDING)
    total = models.PositiveIntegerField()
    refused_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("envoi des réponses")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"],
                condition=models.Q(state__in=[BatchState.SENDING, BatchState.PAUSED]),
                name="answerbatch_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"envoi n° {self.pk}"
