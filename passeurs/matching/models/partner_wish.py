"""What an ambassador wishes for the season: places in order, half-days, how far, with whom; what partners say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock


class PartnerWish(models.Model):
    """What a partner says of somebody who ranked it: a rank from 1, or a refusal (no rank) with its reason.

    The team reads reasons and may set a refusal aside; until it does, the matching obeys it.
    """

    partnership = models.ForeignKey("partners.Partnership", on_delete=models.CASCADE, related_name="people_wishes")
    mandate = models.ForeignKey("programme.Mandate", on_delete=models.CASCADE, related_name="partner_wishes")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    contact = models.ForeignKey("partners.Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_set_aside = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("souhait d’un partenaire")
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "mandate"], name="partner_wish_once"),
            models.CheckConstraint(
                condition=models.Q(rank__isnull=False) | ~models.Q(reason=""), name="partner_refusal_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"souhait d’un partenaire {self.pk}"
