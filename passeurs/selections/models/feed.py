"""Feeds that authors open."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class AuthorFeed(models.Model):
    """An author's own feed, opened by them; its address says nothing of who they are."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="author_feed")
    slug = models.SlugField(max_length=64, unique=True)
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("flux d’auteur")

    def __str__(self) -> str:
        return self.slug
