"""Preview links: a secret address to read what is not public yet."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.models.selection import Selection


def new_token() -> str:
    """An address that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Chainable filters of preview links."""

    def standing(self) -> PreviewLinkQuerySet:
        """Not revoked, expired or not: one of a selection at most."""
        return self.filter(revoked_at__isnull=True)


class PreviewLink(models.Model):
    """A secret address under which a selection is read before it is public. One works at a time."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="preview_links")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

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
