"""Tables of notifications: what a person is told, by which channel, how they want it."""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from typing import cast

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


def alone() -> str:
    """The thing of a message that is about nothing else: its own."""
    return f"seul:{uuid.uuid4().hex}"


class MessageQuerySet(models.QuerySet["Message"]):
    """Chainable filters of messages."""

    def unread(self) -> MessageQuerySet:
        """Not read yet."""
        return self.filter(read_at__isnull=True)


# Where a message says the name of whoever it quotes: the name is read when the message is, and goes with the account.
WHO = "\ue000"


class MessageManager(models.Manager.from_queryset(MessageQuerySet)):  # type: ignore[misc]
    """Messages with whom they quote, whose name their words are waiting for."""

    def get_queryset(self) -> MessageQuerySet:
        """One join, whatever the list."""
        return cast("MessageQuerySet", super().get_queryset().select_related("by__profile"))


class Message(models.Model):
    """One thing told to one person, readable in the app whatever the other channels do.

    `by` is whom it quotes: `WHO` in its words stands for their name, and its body may be theirs.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # What it is about: messages on one thing are read as one line.
    thing = models.CharField(max_length=300, default=alone)
    # What makes it one: told again under the same key, it is the same message.
    key = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MessageManager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="message_person_recent"),
            models.Index(fields=["person", "thing"], name="message_person_thing"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], condition=~models.Q(key=""), name="message_told_once")
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def said_title(self) -> str:
        """The title with the name of whom it quotes, as it is now."""
        return self._said(self.title)

    @property
    def said_body(self) -> str:
        """The body, the same way."""
        return self._said(self.body)

    def _said(self, words: str) -> str:
        if WHO not in words:
            return words
        return words.replace(WHO, self.by.public_name if self.by else str(_("quelqu’un")))


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Chainable filters of deliveries."""

    def stuck(self) -> DeliveryQuerySet:
        """Given up, or perhaps received: the team decides."""
        return self.filter(state__in=[Delivery.State.FAILED, Delivery.State.UNSURE])


class Delivery(models.Model):
    """The e-mail of a message: waiting for its hour, sent, or dropped with the reason.

    Between HANDED and its answer nobody knows: it is not sent again unasked.
    """

    class State(models.TextChoices):
        """Where the mail stands."""

        WAITING = "waiting", _("en attente")
        SENDING = "sending", _("en cours d’envoi")
        HANDED = "handed", _("remis au serveur")
        UNSURE = "unsure", _("interrompu, peut-être reçu")
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
    # It goes with the others in one mail, whatever the rhythm: after a pause, or beyond the mails of a day.
    is_grouped = models.BooleanField(default=False)
    # The mail that carried it: those of a day are counted.
    mail = models.UUIDField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_state_due"),
            models.Index(fields=["message", "sent_at"], name="delivery_message_sent"),
        ]

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
    # Empty: as many as the site allows.
    mails_per_day = models.PositiveSmallIntegerField(_("e-mails par jour, au plus"), null=True, blank=True)
    paused_until = models.DateField(_("pas d’e-mail avant le"), null=True, blank=True)
    # Names of families whose messages stay in the app.
    muted = models.JSONField(_("sans e-mail"), default=list, blank=True)
    # Empty: that of the site.
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("préférence")

    def __str__(self) -> str:
        return f"{self.rhythm} {self.person_id}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The clock this person lives by."""
        return zoneinfo.ZoneInfo(self.time_zone or settings.TIME_ZONE)

    @property
    def cap(self) -> int:
        """How many mails a day may leave, urgent ones included: the person's choice, never above the site's."""
        site: int = settings.NOTIFICATION_MAILS_PER_DAY
        return min(self.mails_per_day or site, site)

    def is_paused(self, at: dt.datetime) -> bool:
        """Whether mails wait for a day to come."""
        return self.paused_until is not None and timezone.localdate(at, self.zone) < self.paused_until

    def is_quiet(self, at: dt.datetime) -> bool:
        """Whether `at` falls in the quiet hours (which may pass midnight; equal bounds mean none)."""
        hour = timezone.localtime(at, self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def after_quiet(self, at: dt.datetime) -> dt.datetime:
        """The first moment from `at` on that is not in the quiet hours."""
        return next_hour(self.quiet_until, at, self.zone) if self.is_quiet(at) else at

    def digest_after(self, at: dt.datetime) -> dt.datetime:
        """When the next mail of the day leaves: that of the day the pause ends, during one."""
        if self.is_paused(at):
            assert self.paused_until is not None
            morning = dt.datetime.combine(self.paused_until, dt.time.min)
            at = timezone.make_aware(morning, self.zone) - dt.timedelta(microseconds=1)
        return self.after_quiet(next_hour(self.digest_at, at, self.zone))

    def due_at(self, at: dt.datetime, *, is_urgent: bool = False) -> dt.datetime:
        """When the mail of a message made at `at` may leave."""
        is_now = is_urgent or self.rhythm == self.Rhythm.NOW
        return self.after_quiet(at) if is_now and not self.is_paused(at) else self.digest_after(at)


def next_hour(hour: dt.time, at: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The next time, strictly after `at`, that the clocks of a zone show `hour`."""
    local = timezone.localtime(at, zone)
    day = local.date() if local.time() < hour else local.date() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, hour), zone)
