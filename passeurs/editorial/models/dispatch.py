"""Dispatches: one issue for one reader."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core.choices import Fault
from passeurs.editorial.models.issue import Issue
from passeurs.editorial.models.subscription import Subscription


class Dispatch(models.Model):
    """One issue for one reader: sent once, whatever stops and starts again."""

    class State(models.TextChoices):
        """Where it stands. Between HANDED and its answer nobody knows: it is not sent again."""

        WAITING = "waiting", _("à envoyer")
        CLAIMED = "claimed", _("pris par un envoi")
        HANDED = "handed", _("remis au serveur")
        SENT = "sent", _("envoyé")
        REFUSED = "refused", _("refusé par le serveur")
        UNSURE = "unsure", _("interrompu, peut-être reçu")
        SKIPPED = "skipped", _("désabonné entre-temps")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="dispatches")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="dispatches")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True, db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=120, blank=True)
    # How the mail server calls it, when it tells: what comes back names it.
    message_id = models.CharField(max_length=255, blank=True, db_index=True)

    class Meta:
        verbose_name = _("envoi d’un numéro")
        constraints = [models.UniqueConstraint(fields=["issue", "subscription"], name="dispatch_once")]
        indexes = [models.Index(fields=["issue", "state", "due_at"], name="dispatch_issue_state")]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    @property
    def error_words(self) -> str:
        """Why it did not leave, for the team, and the server's code."""
        fault, _space, code = self.error.partition(" ")
        words = str(Fault(fault).label) if fault in Fault.values else fault
        return " · ".join(part for part in (words, code) if part)
