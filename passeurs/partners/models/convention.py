"""The convention of a programme by version, and who accepted it for a partner."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.partners.models.contact import Contact
from passeurs.partners.models.partnership import Partnership


class Convention(models.Model):
    """The text that partners accept. A published version never changes; a new one is accepted anew."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.CASCADE, related_name="conventions")
    version = models.PositiveSmallIntegerField()
    body = models.TextField(_("texte de la convention"), max_length=20_000)
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("convention")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["programme", "version"], name="convention_version")]

    def __str__(self) -> str:
        return f"convention, version {self.version}"


class ConventionAcceptance(models.Model):
    """One partner's agreement with one version: who said so, in what quality, when."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="acceptances")
    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="acceptances")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_name = models.CharField(_("votre nom"), max_length=120)
    signed_role = models.CharField(_("votre fonction"), max_length=120)
    accepted_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("acceptation de la convention")
        constraints = [models.UniqueConstraint(fields=["partnership", "convention"], name="convention_accepted_once")]

    def __str__(self) -> str:
        return f"acceptation {self.pk}"
