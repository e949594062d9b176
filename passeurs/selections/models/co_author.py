"""Co-authors: who was invited to write a selection, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.choices import CoAuthorState

if TYPE_CHECKING:
    from passeurs.selections.models.selection import Selection


class CoAuthorQuerySet(models.QuerySet["CoAuthor"]):
    """Chainable filters of co-authors."""

    def of(self, selection: Selection) -> CoAuthorQuerySet:
        """Of a selection, or of the one that it revises."""
        return self.filter(selection_id=selection.root_id)

    def present(self) -> CoAuthorQuerySet:
        """Who writes now."""
        return self.filter(state=CoAuthorState.ACCEPTED)

    def invited(self) -> CoAuthorQuerySet:
        """Who has not answered yet."""
        return self.filter(state=CoAuthorState.INVITED)

    def present_or_invited(self) -> CoAuthorQuerySet:
        """Who has a place in the group."""
        return self.filter(state__in=(CoAuthorState.INVITED, CoAuthorState.ACCEPTED))


class CoAuthor(models.Model):
    """One person invited to write a selection with its author, and what they answered."""

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="co_authors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=CoAuthorState, default=CoAuthorState.INVITED)
    word = models.CharField(_("un mot"), max_length=300, blank=True)
    answer = models.CharField(_("réponse"), max_length=300, blank=True)
    invited_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-auteur ou co-autrice")
        ordering = ["invited_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["selection", "person"], name="coauthor_once")]
        indexes = [models.Index(fields=["person", "state"], name="coauthor_person_state")]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.person_id} · {self.state}"
