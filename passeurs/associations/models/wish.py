"""What an ambassador wishes for the season: places in order, half-days, how far, with whom; what partners say."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock

DEFAULT_LIMIT_KM = 15


class WishSheet(models.Model):
    """One mandate's wishes. Read by its person and the matching; nobody else sees whom they would avoid."""

    mandate = models.OneToOneField("programme.Mandate", on_delete=models.CASCADE, related_name="wish_sheet")
    half_days: Any = models.JSONField(_("tes demi-journées"), default=list)
    limit_km = models.PositiveSmallIntegerField(_("jusqu’où tu peux aller, en km"), default=DEFAULT_LIMIT_KM)
    needs: Any = models.JSONField(_("ce qu’il te faut pour venir"), default=list, blank=True)
    is_out = models.BooleanField(_("pas de groupe cette saison"), default=False)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("vœux")

    def __str__(self) -> str:
        return f"vœux {self.pk}"


class Wish(models.Model):
    """One place wished for. Ranks start at 1 and follow each other; `words` are for the place, which reads them."""

    sheet = models.ForeignKey(WishSheet, on_delete=models.CASCADE, related_name="wishes")
    partnership = models.ForeignKey("associations.Partnership", on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=240, blank=True)

    class Meta:
        verbose_name = _("vœu")
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "partnership"], name="wish_once")]

    def __str__(self) -> str:
        return f"vœu {self.rank}"


class Companion(models.Model):
    """Somebody of the same city one would like, or would not like, to be with. Private."""

    sheet = models.ForeignKey(WishSheet, on_delete=models.CASCADE, related_name="companions")
    other = models.ForeignKey("programme.Mandate", on_delete=models.CASCADE, related_name="+")
    is_wanted = models.BooleanField()

    class Meta:
        verbose_name = _("avec qui")
        constraints = [models.UniqueConstraint(fields=["sheet", "other"], name="companion_once")]

    def __str__(self) -> str:
        return f"avec qui {self.pk}"


class PartnerWish(models.Model):
    """What a partner says of somebody who ranked it: a rank from 1, or a refusal (no rank) with its reason.

    The team reads reasons and may set a refusal aside; until it does, the matching obeys it.
    """

    partnership = models.ForeignKey("associations.Partnership", on_delete=models.CASCADE, related_name="people_wishes")
    mandate = models.ForeignKey("programme.Mandate", on_delete=models.CASCADE, related_name="partner_wishes")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    contact = models.ForeignKey(
        "associations.Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
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
