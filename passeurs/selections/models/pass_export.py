"""Exports for the pass Culture app."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.models.selection import Selection


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
