"""Tables of notifications: what a person is told, by which channel, how they want it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
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
        SENDING = "sending", _("en cours d’envoi")
        SENT = "sent", _("envoyé")
        FAILED = "failed", _("échec")
        DROPPED = "dropped", _("non envoyé")

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="delivery")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    # Who is sending it: two workers never send the same mail.
    claim = models.UUIDField(null=True, blank=True, db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
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
    digest_at = models.TimeField(_("heure de l’e-mail du jour"), default=dt.time(18))
    quiet_from = models.TimeField(_("ne pas déranger à partir de"), default=dt.time(21))
    quiet_until = models.TimeField(_("jusqu’à"), default=dt.time(8))

    class Meta:
        verbose_name = _("préférence")

    def __str__(self) -> str:
        return f"{self.rhythm} {self.person_id}"

    def is_quiet(self, at: dt.datetime) -> bool:
        """Whether `at` falls in the quiet hours (which may pass midnight; equal bounds mean none)."""
        hour = timezone.localtime(at).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def after_quiet(self, at: dt.datetime) -> dt.datetime:
        """The first moment from `at` on that is not in the quiet hours."""
        return next_hour(self.quiet_until, at) if self.is_quiet(at) else at

    def due_at(self, at: dt.datetime, *, is_urgent: bool = False) -> dt.datetime:
        """When the mail of a message made at `at` may leave."""
        if is_urgent or self.rhythm == self.Rhythm.NOW:
            return self.after_quiet(at)
        return self.after_quiet(next_hour(self.digest_at, at))


def next_hour(hour: dt.time, at: dt.datetime) -> dt.datetime:
    """The next time, strictly after `at`, that clocks here show `hour`."""
    local = timezone.localtime(at)
    day = local.date() if local.time() < hour else local.date() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, hour))
