"""Items: what a selection recommends, and what was taken out of a draft and may come back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock
from passeurs.selections.choices import Freshness
from passeurs.selections.models.selection import Selection


class SelectionItem(models.Model):
    """One thing recommended: exactly one of a venue, an offer, a work."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    venue = models.ForeignKey("catalogue.Venue", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey("catalogue.Offer", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey("catalogue.Work", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The heading this item opens; the items after it stand under it until the next heading.
    section = models.CharField(_("partie"), max_length=80, blank=True)
    reason = models.TextField(_("pourquoi"), max_length=600, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    # As last told to the author: a change is told once.
    freshness = models.CharField(max_length=12, choices=Freshness, default=Freshness.ALIVE)

    class Meta:
        verbose_name = _("élément de sélection")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="selectionitem_one_thing",
                condition=models.Q(venue__isnull=False, offer__isnull=True, work__isnull=True)
                | models.Q(venue__isnull=True, offer__isnull=False, work__isnull=True)
                | models.Q(venue__isnull=True, offer__isnull=True, work__isnull=False),
            ),
            models.UniqueConstraint(fields=["selection", "venue"], name="selectionitem_venue_once"),
            models.UniqueConstraint(fields=["selection", "offer"], name="selectionitem_offer_once"),
            models.UniqueConstraint(fields=["selection", "work"], name="selectionitem_work_once"),
        ]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.position}"

    @property
    def thing(self) -> Venue | Offer | Work:
        """The venue, offer or work recommended."""
        return self.venue or self.offer or self.work  # type: ignore[return-value]  # the constraint says one is there


class ThingReference(models.Model):
    """A row about exactly one of a venue, an offer, a work."""

    venue = models.ForeignKey("catalogue.Venue", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey("catalogue.Offer", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey("catalogue.Work", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_one_thing",
                condition=models.Q(venue__isnull=False, offer__isnull=True, work__isnull=True)
                | models.Q(venue__isnull=True, offer__isnull=False, work__isnull=True)
                | models.Q(venue__isnull=True, offer__isnull=True, work__isnull=False),
            )
        ]

    @property
    def thing(self) -> Venue | Offer | Work:
        """The venue, offer or work."""
        return self.venue or self.offer or self.work  # type: ignore[return-value]  # the constraint says one is there


class RemovedItem(ThingReference):
    """An item taken out of a draft, with its words: it may be put back where it was."""

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="removed_items")
    item_id = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    reason = models.TextField(max_length=600, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(default=clock.now)

    class Meta(ThingReference.Meta):
        verbose_name = _("élément enlevé")
        ordering = ["-removed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.item_id}"
