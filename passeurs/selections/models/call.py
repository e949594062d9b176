"""Calls for selections."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


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
