"""Tables of selections: an ordered list of real things, each with its reason."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.models import Offer, Venue, Work
from passeurs.core import clock
from passeurs.selections.choices import CoAuthorState, Freshness, SelectionState, TagKind
from passeurs.selections.models.group import CoAuthor


class Tag(models.Model):
    """A theme or a mood, of a closed list that the team keeps."""

    kind = models.CharField(max_length=8, choices=TagKind, default=TagKind.THEME)
    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField(_("nom"), max_length=60)

    class Meta:
        verbose_name = _("étiquette")
        # The slug is the label without accents: « À l’affiche » comes first, not after « Z ».
        ordering = ["kind", "slug"]

    def __str__(self) -> str:
        return self.label


class SelectionQuerySet(models.QuerySet["Selection"]):
    """Chainable filters of selections."""

    def published(self) -> SelectionQuerySet:
        """Readable by anyone."""
        return self.filter(state=SelectionState.PUBLISHED)

    def written_by(self, person: Any) -> SelectionQuerySet:
        """Their author's, their co-authors', and the new versions of those."""
        accepted = CoAuthor.objects.filter(person=person, state=CoAuthorState.ACCEPTED).values("selection")
        return self.filter(models.Q(author=person) | models.Q(pk__in=accepted) | models.Q(revises__in=accepted))


class Selection(models.Model):
    """What a young person recommends, in order, each item with a reason."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("titre"), max_length=120)
    intro = models.TextField(_("introduction"), max_length=1200, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="selections")
    season_city = models.ForeignKey("programme.SeasonCity", on_delete=models.PROTECT, related_name="selections")
    tags = models.ManyToManyField(Tag, blank=True, related_name="selections", verbose_name=_("thèmes et humeurs"))
    call = models.ForeignKey(
        "selections.Call", null=True, blank=True, on_delete=models.SET_NULL, related_name="selections"
    )
    # A new version in the making: the public selection that it will replace once published.
    revises = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="revision")
    is_open_to_ideas = models.BooleanField(_("ouverte aux idées"), default=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=16, choices=SelectionState, default=SelectionState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    # What the last check of freshness found; the page itself always looks at the present.
    alive_count = models.PositiveSmallIntegerField(default=0)
    is_stale = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sélection")
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="selection_published"),
            models.Index(fields=["author", "state"], name="selection_author"),
            models.Index(fields=["state", "is_stale", "-published_at"], name="selection_fresh"),
            models.Index(fields=["state", "checked_at"], name="selection_checked"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def root_id(self) -> int:
        """The selection itself, or the public one that it revises: group, history and versions are the root's."""
        return self.revises_id or self.pk

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("selections:selection", args=[self.slug])


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
