"""Tables of notifications: what a person is told, by which channel, how they want it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class Message(models.Model):
    """One thing told to one person, readable in the app whatever the other channels do."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["person", "-created_at"], name="message_person_recent")]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """The e-mail of a message: waiting for its hour, sent, or dropped with the reason."""

    class State(models.TextChoices):
        """Where the mail stands."""

        WAITING = "waiting", _("en attente")
        SENT = "sent", _("envoyé")
        FAILED = "failed", _("échec")
        DROPPED = "dropped", _("non envoyé")

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="delivery")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_state_due")]

    def __str__(self) -> str:
        return f"{self.state} {self.message_id}"


class Preference(models.Model):
    """How a person wants to be told: rhythm of mails, quiet hours."""

    class Rhythm(models.TextChoices):
        """How mails are grouped."""

        DAILY = "daily", _("un seul e-mail par jour, s’il y a du nouveau")
        NOW = "now", _("tout de suite, un par un")
        NEVER = "never", _("jamais d’e-mail, je lis dans l’application")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    digest_at = models.TimeField(default="18:00")
    quiet_from = models.TimeField(default="21:00")
    quiet_until = models.TimeField(default="08:00")

    class Meta:
        verbose_name = _("préférence")

    def __str__(self) -> str:
        return f"{self.rhythm} {self.person_id}"
