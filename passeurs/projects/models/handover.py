"""What a group leaves to the next one: its dossier, its mentors."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models import Group


class Handover(models.Model):
    """The dossier of a group at the end of its season; the next group of the same partner opens on it."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="handover")
    did = models.TextField(_("ce qu’on a fait"), max_length=3000)
    contacts = models.TextField(_("à qui parler"), max_length=1500, blank=True)
    promises = models.TextField(_("ce qui reste promis"), max_length=1500, blank=True)
    advice = models.TextField(_("nos conseils"), max_length=2000, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dossier de passation")
        verbose_name_plural = _("dossiers de passation")

    def __str__(self) -> str:
        return f"dossier {self.pk}"
