"""Appeals: a decision contested, and the answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.models.moderation import Transition


class Appeal(models.Model):
    """The authors contest a decision; another person of the team answers, by a promised date."""

    decision = models.OneToOneField(Transition, on_delete=models.CASCADE, related_name="appeal")
    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="appeals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("pourquoi"), max_length=2000)
    made_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(_("réponse"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("recours")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.made_at:%Y-%m-%d}"
