"""Tables of outreach: channels, short links, and how often each was followed, by day."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class Channel(models.Model):
    """Where a thing is shared: a network, a school, a wall. The rows are the programme's own."""

    slug = models.SlugField(max_length=30, unique=True)
    label = models.CharField(_("nom"), max_length=60)
    utm_source = models.CharField(max_length=30, blank=True)
    utm_medium = models.CharField(max_length=30, blank=True)
    caption_limit = models.PositiveIntegerField(_("longueur d’une légende"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=50)

    class Meta:
        verbose_name = _("canal")
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label


class TrackedLinkQuerySet(models.QuerySet["TrackedLink"]):
    """Chainable filters of short links."""

    def standing(self) -> TrackedLinkQuerySet:
        """Not retired, expired or not."""
        return self.filter(retired_at__isnull=True)

    def live(self, at: dt.datetime) -> TrackedLinkQuerySet:
        """Links that still lead somewhere: not retired, not expired."""
        return self.standing().filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at))


class TrackedLink(models.Model):
    """One short link of a person for a public thing, on one channel.

    `kind` and `ref` name the thing; `target` is an address of a listed site, or empty: the thing's own page.
    """

    code = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="tracked_links"
    )
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=30, blank=True)
    ref = models.CharField(max_length=140, blank=True)
    target = models.CharField(_("adresse"), max_length=600, blank=True)
    label = models.CharField(_("titre"), max_length=200, blank=True)
    campaign = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TrackedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("lien court")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "ref", "target", "channel"],
                condition=Q(retired_at__isnull=True),
                name="trackedlink_one_live",
            ),
            models.CheckConstraint(name="trackedlink_leads_somewhere", condition=~Q(kind="") | ~Q(target="")),
        ]
        indexes = [models.Index(fields=["person", "-created_at"], name="trackedlink_person")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The short address itself."""
        return reverse("outreach:follow", args=[self.code])

    def is_live(self, at: dt.datetime) -> bool:
        """Whether it still leads somewhere."""
        return self.retired_at is None and (self.expires_at is None or self.expires_at > at)


class LinkCount(models.Model):
    """How often a link was followed on one day: a number, and nothing about who."""

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("passages d’un jour")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="linkcount_one_a_day")]
        indexes = [models.Index(fields=["day", "link"], name="linkcount_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day} {self.count}"
