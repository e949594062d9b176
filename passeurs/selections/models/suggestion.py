"""Suggestions: ideas that others give to a selection."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.choices import SuggestionState
from passeurs.selections.models.item import ThingReference


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Chainable filters of suggestions."""

    def waiting(self) -> SuggestionQuerySet:
        """Not answered yet."""
        return self.filter(state=SuggestionState.WAITING)


class Suggestion(ThingReference):
    """A thing that another ambassador of the city would add, with a reason; the authors answer."""

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="suggestions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("pourquoi"), max_length=600)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.WAITING)
    made_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("un mot"), max_length=300, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta(ThingReference.Meta):
        verbose_name = _("idée")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["by", "-made_at"], name="suggestion_by")]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.state}"
