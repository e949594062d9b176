"""The editorial line: calls, moves between states, kept versions, appeals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.choices import Motive, SelectionState


class CallQuerySet(models.QuerySet["Call"]):
    """Chainable filters of calls."""

    def open(self, on: dt.date) -> CallQuerySet:
        """Not closed by hand, its last day not over."""
        return self.filter(closed_at__isnull=True, closes_on__gte=on)

    def for_city(self, city_id: int) -> CallQuerySet:
        """Of this city, or of all."""
        return self.filter(models.Q(city__isnull=True) | models.Q(city=city_id))


class Call(models.Model):
    """A call for selections on a theme, until a day; of one city, or of all."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("titre"), max_length=120)
    text = models.TextField(_("ce qui est demandé"), max_length=2000)
    theme = models.ForeignKey("selections.Tag", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    season = models.ForeignKey("programme.Season", on_delete=models.PROTECT, related_name="+")
    city = models.ForeignKey("programme.City", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closes_on = models.DateField(_("dernier jour"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("appel à sélections")
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["closed_at", "closes_on"], name="call_open")]

    def __str__(self) -> str:
        return self.title

    def is_open(self, on: dt.date) -> bool:
        """Whether selections may still answer on that day."""
        return self.closed_at is None and self.closes_on >= on

    def get_absolute_url(self) -> str:
        """The public page of the call."""
        return reverse("selections:call", args=[self.slug])


class Transition(models.Model):
    """A selection went from one state to another: who, when, why. `motive` is set by who moderates.

    The row outlives a deleted draft (without its words), so that the log keeps counting what was decided.
    """

    selection = models.ForeignKey(
        "selections.Selection", null=True, on_delete=models.SET_NULL, related_name="transitions"
    )
    season_city = models.ForeignKey("programme.SeasonCity", on_delete=models.PROTECT, related_name="+")
    from_state = models.CharField(max_length=16, choices=SelectionState)
    to_state = models.CharField(max_length=16, choices=SelectionState)
    motive = models.CharField(max_length=12, choices=Motive, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_moderation = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("passage d’un état à l’autre")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["is_moderation", "-at"], name="transition_moderation")]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.from_state} → {self.to_state}"


class Version(models.Model):
    """What a selection said each time it was published.

    `snapshot` is `{"title", "intro", "tags": [label], "items": [{"kind": "venue" | "offer" | "work", "id", "name",
    "section", "reason"}]}`: texts only, so that it reads the same when the catalogue has changed.
    """

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    second_reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("version publiée")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["selection", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.selection_id} v{self.number}"

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items as they were."""
        return list(self.snapshot.get("items", []))


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
