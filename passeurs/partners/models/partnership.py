"""Cultural actors that welcome a group for a season, and who speaks for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.partners.choices import PartnershipState


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Chainable filters of partnerships."""

    def accepted(self) -> PartnershipQuerySet:
        """Those that groups may be matched with."""
        return self.filter(state=PartnershipState.ACCEPTED)


class Partnership(models.Model):
    """One cultural actor and one season's city: what it opens to a group, when, to how many groups.

    `lat`, `lon` in WGS84 degrees; `half_days` are values of `people.choices.HalfDay`; `access` of `choices.Access`.
    """

    season_city = models.ForeignKey("programme.SeasonCity", on_delete=models.PROTECT, related_name="partnerships")
    venue = models.ForeignKey("catalogue.Venue", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nom du lieu, du festival, de l’artiste"), max_length=160)
    lat = models.FloatField()
    lon = models.FloatField()
    opens = models.TextField(_("ce que vous ouvrez au groupe"), max_length=2000)
    expects = models.TextField(_("ce que vous aimeriez faire ensemble"), max_length=1000, blank=True)
    half_days: Any = models.JSONField(_("vos demi-journées"), default=list)
    group_count = models.PositiveSmallIntegerField(_("nombre de groupes"), default=1)
    access: Any = models.JSONField(_("accessibilité"), default=list, blank=True)
    state = models.CharField(max_length=10, choices=PartnershipState, default=PartnershipState.PROPOSED)
    proposed_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    renews = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="renewals")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partenariat")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "season_city",
                Lower("name"),
                condition=models.Q(state__in=[PartnershipState.PROPOSED, PartnershipState.ACCEPTED]),
                name="partnership_one_open",
            ),
            models.CheckConstraint(condition=models.Q(group_count__gte=1), name="partnership_welcomes"),
        ]
        indexes = [models.Index(fields=["season_city", "state"], name="partnership_city_state")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The team's page of the partnership."""
        return reverse("partners:partnership", args=[self.pk])
