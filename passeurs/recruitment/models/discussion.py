"""What the team and the readers say among themselves of a file: notes and labels. Nothing here is ever mailed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.recruitment.models.application import Application
from passeurs.recruitment.models.call import Call


class Label(models.Model):
    """A word that the team puts on files of one call, to find them again."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(_("étiquette"), max_length=40)

    class Meta:
        verbose_name = _("étiquette")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="label_name_unique")]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """One line of the internal thread of a file."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("note interne"), max_length=2000)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("note interne")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"
