"""Tags: themes and moods, a closed list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.selections.choices import TagKind


class Tag(models.Model):
    """A theme or a mood, of a closed list that the team keeps."""

    kind = models.CharField(max_length=8, choices=TagKind, default=TagKind.THEME)
    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField(_("nom"), max_length=60)

    class Meta:
        verbose_name = _("étiquette")
        # The slug is the label without accents: « À l’affiche » comes first, not after « Z ».
        ordering = ["kind", "slug"]

    def __str__(self) -> str:
        return self.label
