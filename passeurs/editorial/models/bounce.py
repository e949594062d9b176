"""Bounces: what came back from an address."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.editorial.models.issue import Issue
from passeurs.editorial.models.subscription import Subscription


class Bounce(models.Model):
    """A mail that came back, or a reader who complained, as the mail server told it."""

    class Kind(models.TextChoices):
        """What came back."""

        HARD = "hard", _("adresse qui n’existe pas")
        SOFT = "soft", _("boîte pleine ou serveur occupé")
        COMPLAINT = "complaint", _("signalée comme indésirable")

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="bounces")
    issue = models.ForeignKey(Issue, null=True, blank=True, on_delete=models.SET_NULL, related_name="bounces")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    # Code or class of the refusal: never the server's sentence, which may hold the address.
    reason = models.CharField(max_length=60, blank=True)
    # What the mail server calls this fact: told twice, it is kept once.
    event_id = models.CharField(max_length=255, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("retour")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subscription_id}"
