"""School holidays by zone and exams: data, corrected by the team."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.associations.choices import TermKind


class Term(models.Model):
    """Days without class, or of exams. `zone` is A, B, C, an overseas or Corsican department, or empty for all.

    Both days are included.
    """

    zone = models.CharField(_("zone"), max_length=3, blank=True)
    kind = models.CharField(_("quoi"), max_length=7, choices=TermKind, default=TermKind.HOLIDAY)
    label = models.CharField(_("nom"), max_length=80)
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))

    class Meta:
        verbose_name = _("vacances ou examens")
        ordering = ["starts_on", "zone", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "kind", "starts_on"], name="term_once"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="term_in_order"),
        ]

    def __str__(self) -> str:
        return self.label
