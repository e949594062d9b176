"""Writing together: co-authors, ideas of others, items taken out that may come back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock
from passeurs.selections.choices import CoAuthorState, SuggestionState


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

    class Meta:
        verbose_name = _("co-auteur ou co-autrice")
        ordering = ["invited_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["selection", "person"], name="coauthor_once")]
        indexes = [models.Index(fields=["person", "state"], name="coauthor_person_state")]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.person_id} · {self.state}"


class OneThing(models.Model):
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


class Suggestion(OneThing):
    """A thing that another ambassador of the city would add, with a reason; the authors answer."""

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="suggestions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("pourquoi"), max_length=600)
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.WAITING)
    made_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("un mot"), max_length=300, blank=True)

    class Meta(OneThing.Meta):
        verbose_name = _("idée")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["by", "-made_at"], name="suggestion_by")]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.state}"


class RemovedItem(OneThing):
    """An item taken out of a draft, with its words: it may be put back where it was."""

    selection = models.ForeignKey("selections.Selection", on_delete=models.CASCADE, related_name="removed_items")
    item_id = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=80, blank=True)
    reason = models.TextField(max_length=600, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(default=clock.now)

    class Meta(OneThing.Meta):
        verbose_name = _("élément enlevé")
        ordering = ["-removed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.selection_id} · {self.item_id}"
