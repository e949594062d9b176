"""Tables of the programme: seasons, cities, mandates, charters."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.core.geo.department import time_zone_of
from passeurs.programme.choices import MandateState, Phase, SchoolBreakKind


class Programme(models.Model):
    """A programme of young ambassadors: the national one, or a town's own."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    presentation = models.TextField(_("présentation"), blank=True)
    min_age = models.PositiveSmallIntegerField(_("âge minimum"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("âge maximum"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("délai de réponse promis, en jours"), default=7)
    tracks = models.JSONField(_("parcours proposés"), default=list, blank=True)

    class Meta:
        verbose_name = _("programme")

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    """A city of the programme, known by its INSEE code."""

    insee = models.CharField(_("code INSEE"), max_length=5, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("ville")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The scope of role grants and promises on this city."""
        return f"city:{self.insee}"

    @property
    def time_zone(self) -> ZoneInfo:
        """The time that the city keeps."""
        return time_zone_of(self.insee)


class SeasonQuerySet(models.QuerySet["Season"]):
    """Chainable filters of seasons."""

    def current(self) -> SeasonQuerySet:
        """Seasons in which ambassadors act, newest first."""
        return self.filter(phase__in=[Phase.RUNNING, Phase.HANDOVER]).order_by("-starts_on")


class Season(models.Model):
    """A year of a programme, with its phase and its cities."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="seasons")
    number = models.PositiveSmallIntegerField(_("numéro"))
    name = models.CharField(_("nom"), max_length=120)
    starts_on = models.DateField(_("début"))
    ends_on = models.DateField(_("fin"))
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.PREPARATION)
    cities = models.ManyToManyField(City, through="SeasonCity", related_name="seasons")
    cloned_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = SeasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("saison")
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="season_number_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="season_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The team's page of the season."""
        return reverse("programme:season", args=[self.pk])


class SeasonCity(models.Model):
    """A city in a season: its places and its goals."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="season_cities")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="season_cities")
    place_count = models.PositiveSmallIntegerField(_("places"), default=0)
    goals = models.JSONField(_("objectifs"), default=dict, blank=True)

    class Meta:
        verbose_name = _("ville de la saison")
        ordering = ["city__name"]
        constraints = [models.UniqueConstraint(fields=["season", "city"], name="seasoncity_unique")]

    def __str__(self) -> str:
        return f"{self.city} · {self.season}"


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Chainable filters of mandates."""

    def held(self) -> MandateQuerySet:
        """Not over: active, or paused. They take a place of their city."""
        return self.filter(state__in=[MandateState.ACTIVE, MandateState.PAUSED])

    def running(self) -> MandateQuerySet:
        """Active mandates of a season in which ambassadors act."""
        return self.filter(state=MandateState.ACTIVE, season_city__season__phase__in=[Phase.RUNNING, Phase.HANDOVER])


class Mandate(models.Model):
    """One person's year as ambassador in one city: what makes someone an ambassador."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    season_city = models.ForeignKey(SeasonCity, on_delete=models.PROTECT, related_name="mandates")
    state = models.CharField(max_length=10, choices=MandateState, default=MandateState.ACTIVE)
    track = models.CharField(_("parcours"), max_length=40, blank=True)
    started_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "season_city"],
                condition=models.Q(state__in=[MandateState.ACTIVE, MandateState.PAUSED]),
                name="mandate_one_running",
            )
        ]
        indexes = [models.Index(fields=["state", "season_city"], name="mandate_state_city")]

    def __str__(self) -> str:
        return f"mandat {self.pk}"


class Charter(models.Model):
    """A version of the charter of a programme; an accepted version never changes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField()
    body = models.TextField(_("texte"))
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("charte")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["programme", "version"], name="charter_version_unique")]

    def __str__(self) -> str:
        return f"charte, version {self.version}"


class CharterAcceptance(models.Model):
    """One mandate accepting one version of the charter."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="charter_acceptances")
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("charte acceptée")
        constraints = [models.UniqueConstraint(fields=["mandate", "charter"], name="charter_accepted_once")]

    def __str__(self) -> str:
        return f"{self.charter_id} {self.mandate_id}"


class ExamPause(models.Model):
    """Days of exams that an ambassador declares: nothing is asked of them meanwhile, and nobody looks for them."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="exam_pauses")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))

    class Meta:
        verbose_name = _("pause d’examens")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="exam_pause_ends_after"
            ),
            models.UniqueConstraint(fields=["mandate", "starts_on"], name="exam_pause_once"),
        ]
        indexes = [models.Index(fields=["ends_on", "starts_on"], name="exam_pause_days")]

    def __str__(self) -> str:
        return f"pause d’examens {self.pk}"


class SchoolBreak(models.Model):
    """Days without class, or of exams. `zone` is A, B, C, an overseas or Corsican department, or empty for all.

    Both days are included.
    """

    zone = models.CharField(_("zone"), max_length=3, blank=True)
    kind = models.CharField(_("quoi"), max_length=7, choices=SchoolBreakKind, default=SchoolBreakKind.HOLIDAY)
    label = models.CharField(_("nom"), max_length=80)
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))

    class Meta:
        verbose_name = _("vacances ou examens")
        ordering = ["starts_on", "zone", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "kind", "starts_on"], name="term_once"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="term_in_order"),
        ]

    def __str__(self) -> str:
        return self.label
