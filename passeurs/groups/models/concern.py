"""How a group goes: what each side said after a meeting, what the referent did, who has not been seen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import ConcernKind
from passeurs.groups.models.group import Group


class Concern(models.Model):
    """A member raises an alarm about their group. Read by the city's referent and the team, or by the team alone."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="concerns")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("ce qui t’inquiète"), max_length=6, choices=ConcernKind)
    text = models.TextField(_("ce qui se passe"), max_length=3000)
    is_for_team = models.BooleanField(_("l’équipe nationale seulement"), default=False)
    made_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("réponse"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("alerte")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["answered_at", "group"], name="concern_open")]

    def __str__(self) -> str:
        return f"alerte n° {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is read and answered."""
        return reverse("groups:concern", args=[self.pk])
