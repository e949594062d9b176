"""How a group goes: what each side said after a meeting, what the referent did, who has not been seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import CareAct
from passeurs.groups.models.group import Group


class CareNote(models.Model):
    """What the referent did about a group: signs older than it are dealt with."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="care_notes")
    act = models.CharField(_("ce que vous avez fait"), max_length=10, choices=CareAct)
    text = models.TextField(_("en deux lignes"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("suivi d’un groupe")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["group", "-made_at"], name="care_note_last")]

    def __str__(self) -> str:
        return f"suivi {self.pk}"
