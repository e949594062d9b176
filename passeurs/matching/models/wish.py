"""What an ambassador wishes for the season: places in order, half-days, how far, with whom; what partners say."""

from __future__ import annotations

from typing import Any

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
    partnership = models.ForeignKey("partners.Partnership", on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=240, blank=True)

    class Meta:
        verbose_name = _("vœu")
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "partnership"], name="wish_once")]

    def __str__(self) -> str:
        return f"vœu {self.rank}"


class PeerPreference(models.Model):
    """Somebody of the same city one would like, or would not like, to be with. Private."""

    sheet = models.ForeignKey(WishSheet, on_delete=models.CASCADE, related_name="peer_preferences")
    other = models.ForeignKey("programme.Mandate", on_delete=models.CASCADE, related_name="+")
    is_wanted = models.BooleanField()

    class Meta:
        verbose_name = _("avec qui")
        constraints = [models.UniqueConstraint(fields=["sheet", "other"], name="peer_preference_once")]

    def __str__(self) -> str:
        return f"avec qui {self.pk}"
