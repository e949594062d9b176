"""Tables of the catalogue: venues, offers and their occurrences, works, and where each row came from."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from passeurs.catalogue.choices import IdentifierKind, PairState, RecordOutcome, RunState
from passeurs.core import clock
from passeurs.core.search.models import Searchable
from passeurs.people.models import Person

# Of a venue that left its source because it shut: what mentions it says « fermé », not only « disparu ».
CLOSED_FLAG = "closed"
# Of an offer: put off without a new date; full. Its source says so.
POSTPONED_FLAG, FULL_FLAG = "postponed", "full"


class Dated(models.Model):
    """When a row came and last changed."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class VenueQuerySet(models.QuerySet["Venue"]):
    """Chainable filters of venues."""

    def visible(self) -> VenueQuerySet:
        """Open to the public, not merged away, not withdrawn."""
        return self.filter(is_visible=True)


class Venue(Searchable, Dated):
    """A place of culture. `kind` is a pass Culture activity id (LIBRARY, CINEMA…), shown raw when unknown."""

    kind = models.CharField(_("type"), max_length=40)
    name = models.CharField(_("nom"), max_length=300)
    address = models.CharField(_("adresse"), max_length=300, blank=True)
    postal_code = models.CharField(_("code postal"), max_length=5, blank=True)
    city_name = models.CharField(_("commune"), max_length=120, blank=True)
    insee = models.CharField(_("code INSEE"), max_length=5, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    website = models.URLField(_("site"), max_length=500, blank=True)
    description = models.TextField(_("présentation"), blank=True)
    opening = models.TextField(_("horaires"), blank=True)
    domains = models.JSONField(_("domaines"), default=list, blank=True)
    topics = models.JSONField(_("thèmes"), default=list, blank=True)
    labels = models.JSONField(_("labels"), default=list, blank=True)
    accessibility = models.JSONField(_("accessibilité"), default=dict, blank=True)
    identifiers = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(_("à vérifier"), default=list, blank=True)
    is_visible = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="absorbed")

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        indexes = [
            models.Index(fields=["lat", "lon"], name="venue_lat_lon"),
            models.Index(fields=["kind", "lat", "lon"], name="venue_kind_lat_lon"),
            models.Index(fields=["insee"], name="venue_insee"),
            models.Index(fields=["search_name"], name="venue_search_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The readable end of the address; the number before it is what counts."""
        return slugify(self.name)[:60] or "lieu"

    @property
    def is_vague(self) -> bool:
        """Known by its commune only: neither a street nor a point of its own."""
        return not self.address and "point-of-commune" in self.flags

    def get_absolute_url(self) -> str:
        """The public page of the venue."""
        return reverse("catalogue:venue", args=[self.pk, self.slug])


class VenueIdentifier(models.Model):
    """An identifier under which outside sources know a venue: museofile, siret, deps. It joins their rows."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="known_as")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("identifiant de lieu")
        constraints = [models.UniqueConstraint(fields=["kind", "value", "venue"], name="venueidentifier_unique")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class OfferQuerySet(models.QuerySet["Offer"]):
    """Chainable filters of offers."""

    def visible(self) -> OfferQuerySet:
        """Not withdrawn."""
        return self.filter(is_visible=True)


class Offer(Searchable, Dated):
    """An event, an exhibition or another offer. `subcategory` is a pass Culture subcategory id.

    The point is copied from the venue when it has one, so that nearest-first needs no join.
    """

    subcategory = models.CharField(_("catégorie"), max_length=60)
    title = models.CharField(_("titre"), max_length=300)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="offers")
    description = models.TextField(_("présentation"), blank=True)
    url = models.URLField(_("lien"), max_length=600, blank=True)
    place_name = models.CharField(_("lieu"), max_length=300, blank=True)
    address = models.CharField(_("adresse"), max_length=300, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    city_name = models.CharField(_("commune"), max_length=120, blank=True)
    insee = models.CharField(max_length=5, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    starts_on = models.DateField(_("du"), null=True, blank=True)
    ends_on = models.DateField(_("au"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    period = models.CharField(_("période"), max_length=120, blank=True)
    is_free = models.BooleanField(_("gratuit"), null=True, blank=True)
    price_text = models.CharField(_("tarif"), max_length=300, blank=True)
    is_online = models.BooleanField(_("en ligne"), default=False)
    is_cancelled = models.BooleanField(_("annulé"), default=False)
    accessibility = models.JSONField(default=dict, blank=True)
    identifiers = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True)
    is_visible = models.BooleanField(default=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offre")
        indexes = [
            models.Index(fields=["lat", "lon"], name="offer_lat_lon"),
            models.Index(fields=["ends_on", "starts_on"], name="offer_dates"),
            models.Index(fields=["search_name"], name="offer_search_name"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The readable end of the address."""
        return slugify(self.title)[:60] or "offre"

    @property
    def is_postponed(self) -> bool:
        """Put off, its new date unknown."""
        return POSTPONED_FLAG in self.flags

    @property
    def is_full(self) -> bool:
        """Full, says who organises it."""
        return FULL_FLAG in self.flags

    def is_over(self, on: dt.date) -> bool:
        """Cancelled, or past on that day: by its dates, else by its year."""
        if self.ends_on:
            return self.is_cancelled or self.ends_on < on
        return self.is_cancelled or bool(self.year and self.year < on.year)

    def get_absolute_url(self) -> str:
        """The public page of the offer."""
        return reverse("catalogue:offer", args=[self.pk, self.slug])


class Occurrence(models.Model):
    """One date of an offer."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("date")
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["starts_at", "offer"], name="occurrence_starts")]
        constraints = [models.UniqueConstraint(fields=["offer", "starts_at"], name="occurrence_unique")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def first_day(self) -> dt.date:
        """The day it begins, in the programme's time."""
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> dt.date:
        """The last day it is on; what ends at midnight ends with the day before."""
        if self.ends_at and self.ends_at > self.starts_at:
            return timezone.localdate(self.ends_at - dt.timedelta(seconds=1))
        return self.first_day

    @property
    def is_whole_days(self) -> bool:
        """From one midnight to another: no hour is known, and none is told."""
        edges = (self.starts_at, self.ends_at or self.starts_at)
        return all(timezone.localtime(edge).time() == dt.time.min for edge in edges)

    @property
    def is_several_days(self) -> bool:
        """Whether it is told by its days: whole ones, or longer than from one evening to the next."""
        return self.first_day < self.last_day and (
            self.is_whole_days or bool(self.ends_at and self.ends_at - self.starts_at > dt.timedelta(days=1))
        )


class WorkQuerySet(models.QuerySet["Work"]):
    """Chainable filters of works."""

    def visible(self) -> WorkQuerySet:
        """Not withdrawn."""
        return self.filter(is_visible=True)


class Work(Searchable, Dated):
    """A book, a film, a record… known by typed identifiers when it has some."""

    subcategory = models.CharField(_("catégorie"), max_length=60)
    title = models.CharField(_("titre"), max_length=300)
    creators = models.CharField(_("créé par"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    publisher = models.CharField(_("édition"), max_length=200, blank=True)
    popularity = models.PositiveIntegerField(default=0)
    flags = models.JSONField(default=list, blank=True)
    is_visible = models.BooleanField(default=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("œuvre")
        indexes = [models.Index(fields=["search_name"], name="work_search_name")]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The readable end of the address."""
        return slugify(self.title)[:60] or "oeuvre"

    def get_absolute_url(self) -> str:
        """The public page of the work."""
        return reverse("catalogue:work", args=[self.pk, self.slug])


class WorkIdentifier(models.Model):
    """One typed identifier of a work; a value names one work only."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=IdentifierKind)
    value = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("identifiant d’œuvre")
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="workidentifier_unique")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class ImportRun(models.Model):
    """One file read: from which source, of which date, with which result; `beat_at`, while it is being written."""

    source = models.CharField(max_length=40, db_index=True)
    file_name = models.CharField(max_length=200)
    file_on = models.DateField(_("date du fichier"), null=True, blank=True)
    at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.DONE)
    beat_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    attribution = models.JSONField(_("producteur, jeu de données, licence"), default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.at:%Y-%m-%d}"


class SourceRecord(models.Model):
    """One readable row of a source, kept even when skipped, with the reason and what it became."""

    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=32)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="records")
    outcome = models.CharField(max_length=10, choices=RecordOutcome, default=RecordOutcome.KEPT)
    reason = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="source_records")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="source_records")
    work = models.ForeignKey(Work, null=True, blank=True, on_delete=models.SET_NULL, related_name="source_records")

    class Meta:
        verbose_name = _("notice d’origine")
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="sourcerecord_unique")]
        indexes = [models.Index(fields=["source", "lat", "lon"], name="sourcerecord_point")]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"


class DoubtfulPair(models.Model):
    """Two venues that may be one: a person decides, and may change their mind."""

    first = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    why = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=PairState, default=PairState.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    undo = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="doubtfulpair_unique")]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class PinQuerySet(models.QuerySet["Pin"]):
    """Chainable filters of pins."""

    def present(self) -> PinQuerySet:
        """Those that were not taken off."""
        return self.filter(unpinned_at=None)


class Pin(models.Model):
    """A venue that a person keeps in mind, with a note for their own eyes.

    Taken off, it stays a few days with its note, so that putting it back undoes it; then it is deleted.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pins")
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="pins")
    note = models.CharField(_("pour me souvenir de…"), max_length=200, blank=True)
    pinned_at = models.DateTimeField(default=clock.now)
    unpinned_at = models.DateTimeField(null=True, blank=True)

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("lieu épinglé")
        verbose_name_plural = _("lieux épinglés")
        ordering = ["-pinned_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "venue"], name="pin_unique")]
        indexes = [models.Index(fields=["unpinned_at"], name="pin_unpinned")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.venue_id}"
