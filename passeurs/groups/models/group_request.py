"""Groups of two to five, each with a cultural actor and a half-day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.groups.choices import RequestAnswer, RequestKind
from passeurs.groups.models.group import Membership


class GroupRequest(models.Model):
    """A member asks for another group, with a reason; the referent and the team read it, and an answer is owed."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(_("ce qui ne va pas"), max_length=6, choices=RequestKind)
    reason = models.TextField(_("pourquoi"), max_length=1000)
    made_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=9, choices=RequestAnswer, blank=True)
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("demande d’un autre groupe")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(answered_at__isnull=True), name="group_request_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"demande n° {self.pk}"

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return reverse("matching:group-request", args=[self.pk])
