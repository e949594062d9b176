"""Proposals of groups: the problem as it was, what the solver answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.matching.choices import ProposalState


class MatchingProposal(models.Model):
    """Groups computed for a season. `problem` and `result` are the files of `matching`; `told` is its progress."""

    season = models.ForeignKey("programme.Season", on_delete=models.CASCADE, related_name="matching_proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.COMPUTING)
    problem: Any = models.JSONField()
    result: Any = models.JSONField(null=True, blank=True)
    told = models.TextField(blank=True)
    # What the team asked besides the wishes: rows of `actions.whatif`; of the proposal it starts from.
    asked: Any = models.JSONField(default=list)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="variants")
    made_at = models.DateTimeField(default=clock.now)
    # When the facts of the problem were read: a variant has those of the proposal it starts from.
    frozen_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proposition de groupes")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"proposition n° {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("matching:proposal", args=[self.pk])
