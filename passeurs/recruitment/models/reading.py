"""Readings: one reader's scores and words on one file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.recruitment.models.application import Application

HIGHEST = 5


class ReaderProfile(models.Model):
    """What a reader can take: how many files a call, which tracks, and whom they know (family names, schools)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reader_profile")
    capacity = models.PositiveSmallIntegerField(_("candidatures au plus, par appel"), default=100)
    tracks: Any = models.JSONField(default=list, blank=True)
    knows = models.TextField(_("noms et établissements"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("profil de lecture")

    def __str__(self) -> str:
        return f"profil de lecture {self.pk}"


class Reading(models.Model):
    """One file given to one reader. `scores`: {criterion's number: 0 to 5}; `score` their weighted mean."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    assigned_at = models.DateTimeField(default=clock.now)
    scores: Any = models.JSONField(default=dict)
    score = models.FloatField(null=True, blank=True)
    comment = models.TextField(_("ce que la personne pourra lire"), max_length=1000, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    conflict_at = models.DateTimeField(null=True, blank=True)
    # What was detected, in words; empty when the reader said it themselves.
    conflict_why = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("lecture")
        ordering = ["assigned_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "reader"], name="reading_once")]
        indexes = [models.Index(fields=["reader", "given_at"], name="reading_todo")]

    def __str__(self) -> str:
        return f"lecture {self.pk}"
