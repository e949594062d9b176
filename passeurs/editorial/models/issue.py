"""Issues of the letter, and what the team picked for each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.choices import Fault


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
    # How many times in a row it stood still, and until when it rests.
    trouble_count = models.PositiveSmallIntegerField(default=0)
    resume_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("numéro de la lettre")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-started_at"], name="issue_state_started")]

    def __str__(self) -> str:
        return self.title

    @property
    def trouble_words(self) -> str:
        """Why the sending stands still, for the team."""
        return str(Fault(self.trouble).label) if self.trouble in Fault.values else str(Fault.AWAY.label)

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
