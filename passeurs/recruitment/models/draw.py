"""Draws: a frozen pool and its lottery, the commitment, the chance, the certificate; and what each person is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.recruitment.choices import DrawState
from passeurs.recruitment.models.application import Application
from passeurs.recruitment.models.call import Call


class Draw(models.Model):
    """One draw of a call. `lottery` is published with its commitment; `kept` (who is who, the salt) never is.

    `quotas` are rows [category, value, minimum, maximum], `local` rows [city, category, value, minimum, maximum];
    `places` by city. `facts` are the figures of the computation; while it runs, who claimed it. Once committed, only
    the chance is added. `rolls` are the dice that made the beacon, `drand_round` the announced round of the public
    line; `rehearsal` a certificate on a made-up beacon, marked as such.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="draws")
    state = models.CharField(max_length=10, choices=DrawState, default=DrawState.COMPUTING)
    quotas: Any = models.JSONField(default=list)
    local: Any = models.JSONField(default=list)
    places: Any = models.JSONField(default=dict)
    source = models.CharField(_("source du hasard"), max_length=300)
    draw_at = models.DateTimeField(_("jour et heure du tirage"))
    reason = models.CharField(_("raison d’un nouveau tirage"), max_length=500, blank=True)
    lottery: Any = models.JSONField(null=True, blank=True)
    kept: Any = models.JSONField(null=True, blank=True)
    facts: Any = models.JSONField(default=dict)
    told = models.TextField(blank=True)
    report = models.TextField(blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    beacon = models.CharField(max_length=256, blank=True)
    rolls = models.CharField(max_length=300, blank=True)
    drand_round = models.PositiveBigIntegerField(null=True, blank=True)
    rehearsal: Any = models.JSONField(null=True, blank=True)
    certificate: Any = models.JSONField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("tirage")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(state=DrawState.COMMITTED), name="draw_one_committed"
            )
        ]

    def __str__(self) -> str:
        return f"tirage n° {self.pk}"

    def get_absolute_url(self) -> str:
        """The public page of the call's draw."""
        return reverse("recruitment:draw", args=[self.call.slug])


class DrawEntry(models.Model):
    """One file in a draw: its public name, its exact chance, and what came of it."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="entries")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="draw_entries")
    pseudonym = models.CharField(max_length=24)
    numerator = models.PositiveBigIntegerField()
    denominator = models.PositiveBigIntegerField()
    is_selected = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("personne d’un tirage")
        constraints = [
            models.UniqueConstraint(fields=["draw", "application"], name="drawentry_once"),
            models.UniqueConstraint(fields=["draw", "pseudonym"], name="drawentry_pseudonym"),
        ]

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def chance(self) -> Fraction:
        """The exact probability of being drawn."""
        return Fraction(self.numerator, self.denominator)
