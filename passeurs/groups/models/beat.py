"""Meetings of a group with its partner, and months that are excused."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.models.group import Group


class Excuse(models.Model):
    """A month without a meeting, declared beforehand or by the referent: exams, holidays, works."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="excuses")
    month = models.DateField()
    reason = models.CharField(_("pourquoi"), max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("mois excusé")
        constraints = [models.UniqueConstraint(fields=["group", "month"], name="excuse_once_a_month")]

    def __str__(self) -> str:
        return f"mois excusé {self.pk}"
