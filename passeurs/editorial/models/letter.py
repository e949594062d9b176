"""Tables of the letter: who reads it, its issues, each sending and what came back."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
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

    def reachable(self, on: dt.date) -> SubscriptionQuerySet:
        """Confirmed, not left, not suspended, not in a pause on that day."""
        return self.filter(Q(paused_until__isnull=True) | Q(paused_until__lte=on), state=Subscription.State.ACTIVE)


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


class Opposition(models.Model):
    """An address that left for good, as a keyed mark: its owner is not written to again unasked."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("adresse effacée")

    def __str__(self) -> str:
        return self.digest[:8]


class Issue(models.Model):
    """One number of the letter: a title and a word of the team, the rest by each reader's city and tastes."""

    class State(models.TextChoices):
        """Where an issue stands."""

        DRAFT = "draft", _("en préparation")
        SENDING = "sending", _("en cours d’envoi")
        PAUSED = "paused", _("envoi en pause")
        SENT = "sent", _("envoyée")

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("titre"), max_length=100)
    intro = models.TextField(_("le mot de l’équipe"), max_length=3000, blank=True)
    news_count = models.PositiveSmallIntegerField(_("actus au plus"), default=3)
    selection_count = models.PositiveSmallIntegerField(_("sélections au plus"), default=4)
    event_count = models.PositiveSmallIntegerField(_("sorties au plus"), default=5)
    event_days = models.PositiveSmallIntegerField(_("sorties des jours qui viennent"), default=21)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    recipient_count = models.PositiveIntegerField(default=0)
    # The figures of the sending once it is over, kept when readers leave.
    outcome = models.JSONField(default=dict, blank=True)
    # Why the sending stands still, by itself; empty when all is well.
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("numéro de la lettre")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-started_at"], name="issue_state_started")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page, once it is sent."""
        return reverse("editorial:issue", args=[self.slug])


class Pick(models.Model):
    """What the team pinned to an issue for everyone, or dropped from it."""

    class Kind(models.TextChoices):
        """What is picked: a block of the letter."""

        NEWS = "news", _("Les actus")
        SELECTION = "selection", _("Des sélections pour toi")
        EVENT = "event", _("À faire près de chez toi")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="picks")
    kind = models.CharField(max_length=10, choices=Kind)
    ref = models.PositiveBigIntegerField()
    is_pinned = models.BooleanField()

    class Meta:
        verbose_name = _("choix de l’équipe")
        constraints = [models.UniqueConstraint(fields=["issue", "kind", "ref"], name="pick_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


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
