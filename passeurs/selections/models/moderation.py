"""The moderation log: each move of a selection from one state to another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.choices import Ground, SelectionState


class TransitionQuerySet(models.QuerySet["Transition"]):
    """Chainable filters of transitions."""

    def moderated(self) -> TransitionQuerySet:
        """Decided by whoever moderates."""
        return self.filter(is_moderation=True)


class Transition(models.Model):
    """A selection went from one state to another: who, when, why. `ground` is set by who moderates.

    The row outlives a deleted draft (without its words), so that the log keeps counting what was decided.
    """

    selection = models.ForeignKey(
        "selections.Selection", null=True, on_delete=models.SET_NULL, related_name="transitions"
    )
    season_city = models.ForeignKey("programme.SeasonCity", on_delete=models.PROTECT, related_name="+")
    from_state = models.CharField(max_length=16, choices=SelectionState)
    to_state = models.CharField(max_length=16, choices=SelectionState)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_moderation = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage d’un état à l’autre")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["is_moderation", "-at"], name="transition_moderation")]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.from_state} → {self.to_state}"
