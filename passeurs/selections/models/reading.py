"""Tables of the readers' side: preview links, counts by day, feeds of authors, exports for the pass Culture app."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.choices import CountKind
from passeurs.selections.models.selection import Selection


def new_token() -> str:
    """An address that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


class PreviewLink(models.Model):
    """A secret address under which a selection is read before it is public. One works at a time."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="preview_links")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lien d’aperçu")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["selection"], condition=models.Q(revoked_at__isnull=True), name="previewlink_one_working"
            )
        ]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.made_at:%Y-%m-%d}"

    def is_working(self, at: dt.datetime) -> bool:
        """Neither revoked nor expired."""
        return self.revoked_at is None and at < self.expires_at

    def get_absolute_url(self) -> str:
        """The secret address."""
        return reverse("selections:preview", args=[self.token])


class DayCount(models.Model):
    """How many times a selection was read or taken away on a day: a number, nothing about who."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="day_counts")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=CountKind)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("compte du jour")
        constraints = [models.UniqueConstraint(fields=["selection", "day", "kind"], name="daycount_unique")]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.day:%Y-%m-%d} {self.kind}"


class AuthorFeed(models.Model):
    """An author's own feed, opened by them; its address says nothing of who they are."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="author_feed")
    slug = models.SlugField(max_length=64, unique=True)
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("flux d’auteur")

    def __str__(self) -> str:
        return self.slug


class PassExport(models.Model):
    """A selection made ready for the pass Culture app: what could be resolved that day, and what became of it.

    `content` holds no name: the credit line is worked out when the export is read, by the consents of that moment.
    """

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="pass_exports")
    tag = models.CharField(max_length=140)
    valid_from = models.DateField()
    valid_until = models.DateField()
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    live_at = models.DateTimeField(_("en ligne le"), null=True, blank=True)
    live_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("export pour le pass Culture")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at"], name="passexport_made")]
        constraints = [
            models.UniqueConstraint(
                fields=["selection"], condition=models.Q(live_at__isnull=False), name="passexport_live_once"
            )
        ]

    def __str__(self) -> str:
        return self.tag
