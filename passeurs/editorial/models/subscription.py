"""Subscriptions to the letter: who reads it, how often; addresses erased for good."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class Rhythm(models.Model):
    """How often one wants the letter: an issue goes to whoever had none for `gap_days`."""

    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField(_("nom"), max_length=80)
    gap_days = models.PositiveSmallIntegerField(_("jours entre deux numéros"))

    class Meta:
        verbose_name = _("rythme")
        ordering = ["-gap_days"]

    def __str__(self) -> str:
        return self.label


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Chainable filters of subscriptions."""

    def active(self) -> SubscriptionQuerySet:
        """Confirmed, not left, not suspended."""
        return self.filter(state=Subscription.State.ACTIVE)

    def reachable(self, on: dt.date) -> SubscriptionQuerySet:
        """Confirmed, not left, not suspended, not in a pause on that day."""
        return self.active().filter(Q(paused_until__isnull=True) | Q(paused_until__lte=on))


class Subscription(models.Model):
    """An address that asked for the letter. Nothing is sent before its owner confirmed."""

    class State(models.TextChoices):
        """Where a subscription stands."""

        WAITING = "waiting", _("à confirmer")
        ACTIVE = "active", _("abonnement en cours")
        LEFT = "left", _("désabonnement")
        SUSPENDED = "suspended", _("adresse suspendue")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("adresse e-mail"), max_length=254)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="letter_subscription"
    )
    city = models.ForeignKey("programme.City", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Slugs of themes of selections: read whole, never joined.
    tastes = models.JSONField(_("goûts"), default=list, blank=True)
    rhythm = models.ForeignKey(Rhythm, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=clock.now)
    # The last demand: a link of an earlier one no longer opens.
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_count = models.PositiveIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The last time its owner did something: confirmed, changed, stayed.
    seen_at = models.DateTimeField(null=True, blank=True)
    stay_asked_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(_("en pause jusqu’au"), null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    soft_bounce_count = models.PositiveSmallIntegerField(default=0)
    # The last issue that was prepared for it.
    letter_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("abonnement à la lettre")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="subscription_email_unique")]
        indexes = [models.Index(fields=["state", "city"], name="subscription_state_city")]

    def __str__(self) -> str:
        return f"abonnement {self.pk}"

    @property
    def masked(self) -> str:
        """« l…@exemple.fr »: enough to recognise an address, not to write to it."""
        name, _at, domain = self.email.partition("@")
        return f"{name[:1]}…@{domain}"


class SuppressedAddress(models.Model):
    """An address that left for good, as a keyed mark: its owner is not written to again unasked."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("adresse effacée")

    def __str__(self) -> str:
        return self.digest[:8]
