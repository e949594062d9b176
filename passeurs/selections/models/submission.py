"""Submissions: a selection proposed to a second reader, and the answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.selections.models.selection import Selection


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Chainable filters of submissions."""

    def waiting(self) -> SubmissionQuerySet:
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)


class Submission(models.Model):
    """One proposal of a selection to a second reader, and its answer."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="submissions")
    submitted_at = models.DateTimeField(default=clock.now)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    is_published = models.BooleanField(null=True, blank=True)
    reason = models.TextField(_("réponse"), max_length=2000, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["selection"],
                condition=models.Q(answered_at__isnull=True),
                name="submission_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.submitted_at:%Y-%m-%d}"
