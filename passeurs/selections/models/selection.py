"""Selections: an ordered list of real things, each with its reason."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.choices import SelectionState
from passeurs.selections.models.co_author import CoAuthor
from passeurs.selections.models.tag import Tag


class SelectionQuerySet(models.QuerySet["Selection"]):
    """Chainable filters of selections."""

    def published(self) -> SelectionQuerySet:
        """Readable by anyone."""
        return self.filter(state=SelectionState.PUBLISHED)

    def written_by(self, person: Any) -> SelectionQuerySet:
        """Their author's, their co-authors', and the new versions of those."""
        accepted = CoAuthor.objects.present().filter(person=person).values("selection")
        return self.filter(models.Q(author=person) | models.Q(pk__in=accepted) | models.Q(revises__in=accepted))


class Selection(models.Model):
    """What a young person recommends, in order, each item with a reason."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("titre"), max_length=120)
    intro = models.TextField(_("introduction"), max_length=1200, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="selections")
    season_city = models.ForeignKey("programme.SeasonCity", on_delete=models.PROTECT, related_name="selections")
    tags = models.ManyToManyField(Tag, blank=True, related_name="selections", verbose_name=_("thèmes et humeurs"))
    call = models.ForeignKey(
        "selections.Call", null=True, blank=True, on_delete=models.SET_NULL, related_name="selections"
    )
    # A new version in the making: the public selection that it will replace once published.
    revises = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="revision")
    is_open_to_ideas = models.BooleanField(_("ouverte aux idées"), default=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=16, choices=SelectionState, default=SelectionState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    # What the last check of freshness found; the page itself always looks at the present.
    alive_count = models.PositiveSmallIntegerField(default=0)
    is_stale = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sélection")
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="selection_published"),
            models.Index(fields=["author", "state"], name="selection_author"),
            models.Index(fields=["state", "is_stale", "-published_at"], name="selection_fresh"),
            models.Index(fields=["state", "checked_at"], name="selection_checked"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def root_id(self) -> int:
        """The selection itself, or the public one that it revises: group, history and versions are the root's."""
        return self.revises_id or self.pk

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("selections:selection", args=[self.slug])
