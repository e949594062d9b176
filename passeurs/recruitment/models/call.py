"""Calls: who may apply, where, until when, judged on what."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.recruitment.choices import CallState, ReadingPhase


class RecruitmentCallQuerySet(models.QuerySet["Call"]):
    """Chainable filters of calls."""

    def public(self) -> RecruitmentCallQuerySet:
        """Readable by anyone: everything but drafts."""
        return self.exclude(state=CallState.DRAFT)

    def accepting(self, at: dt.datetime) -> RecruitmentCallQuerySet:
        """Where one can apply at this moment."""
        return self.filter(state=CallState.OPEN, opens_at__lte=at, closes_at__gt=at)


class Call(models.Model):
    """A call for candidates of one season: what, where, who, when, and how the choice is made."""

    season = models.ForeignKey("programme.Season", on_delete=models.PROTECT, related_name="calls")
    slug = models.SlugField(_("adresse de la page"), max_length=80, unique=True)
    title = models.CharField(_("titre"), max_length=120)
    summary = models.CharField(_("en une phrase"), max_length=300)
    presentation = models.TextField(_("présentation"), max_length=10_000)
    season_cities = models.ManyToManyField("programme.SeasonCity", related_name="calls", verbose_name=_("villes"))
    opens_at = models.DateTimeField(_("ouverture"))
    closes_at = models.DateTimeField(_("fermeture"))
    answer_on = models.DateField(_("réponse promise le"))
    min_age = models.PositiveSmallIntegerField(_("âge minimum"))
    max_age = models.PositiveSmallIntegerField(_("âge maximum"))
    age_on = models.DateField(_("âge compté le"))
    charter = models.ForeignKey(
        "programme.Charter", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("charte")
    )
    questionnaire = models.ForeignKey(
        "questionnaires.Questionnaire",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("questionnaire"),
    )
    rule_text = models.TextField(_("comment le choix est fait"), max_length=10_000)
    data_text = models.TextField(_("ce que deviennent les données"), max_length=10_000)
    confirm_days = models.PositiveSmallIntegerField(_("jours pour confirmer une place"), default=10)
    draft_keep_days = models.PositiveSmallIntegerField(
        _("jours pendant lesquels un brouillon est gardé après la fermeture"), default=30
    )
    keep_days = models.PositiveSmallIntegerField(
        _("jours pendant lesquels une candidature est gardée après la réponse"), default=365
    )
    state = models.CharField(max_length=8, choices=CallState, default=CallState.DRAFT)
    reading_phase = models.CharField(max_length=12, choices=ReadingPhase, default=ReadingPhase.ELIGIBILITY)
    made_at = models.DateTimeField(default=clock.now)

    objects = RecruitmentCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("appel à candidatures")
        verbose_name_plural = _("appels à candidatures")
        ordering = ["-opens_at", "pk"]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_state_closes")]
        constraints = [
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="call_closes_after"),
            models.CheckConstraint(condition=models.Q(max_age__gte=models.F("min_age")), name="call_ages_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the call."""
        return reverse("recruitment:call", args=[self.slug])

    @property
    def team_url(self) -> str:
        """The team's page of the call."""
        return reverse("recruitment:team-call", args=[self.pk])

    @property
    def quotas_url(self) -> str:
        """The team's editor of quotas."""
        return reverse("recruitment:quotas", args=[self.pk])

    def is_accepting(self, at: dt.datetime) -> bool:
        """Whether one can apply at this moment."""
        return self.state == CallState.OPEN and self.opens_at <= at < self.closes_at


class Track(models.Model):
    """One way to take part: critic, spokesperson, tester, interviewer."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="tracks")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("nom"), max_length=60)
    presentation = models.CharField(_("ce qu’on y fait"), max_length=400)

    class Meta:
        verbose_name = _("parcours")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="track_name_unique")]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """What readers look at in a track, and how much it weighs."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(_("critère"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("poids"), default=1)

    class Meta:
        verbose_name = _("critère")
        verbose_name_plural = _("critères")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(weight__gte=1), name="criterion_weighs")]

    def __str__(self) -> str:
        return self.label


class CallAlert(models.Model):
    """An address to tell, once, when a call opens; deleted when it is told."""

    email = models.EmailField(_("adresse e-mail"), max_length=254, unique=True)
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("alerte d’ouverture")

    def __str__(self) -> str:
        return f"alerte {self.pk}"
