"""Applications: a file from its first screen to its answer."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.people.choices import GuardianState
from passeurs.people.queries import MAJORITY, age_on, born_to_be_of_age
from passeurs.questionnaires.models import Question, Response
from passeurs.recruitment.choices import SENT, Eligibility, Status
from passeurs.recruitment.models.call import Call, Track


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Chainable filters of applications."""

    def real(self) -> ApplicationQuerySet:
        """Without the team's own trials."""
        return self.filter(is_test=False)

    def sent(self) -> ApplicationQuerySet:
        """Sent and not taken back."""
        return self.filter(status__in=SENT)

    def waiting_for_somebody(self) -> ApplicationQuerySet:
        """Incomplete: a guardian has not agreed, or a correction is asked."""
        return self.filter(self.incomplete())

    def locked(self) -> ApplicationQuerySet:
        """To be written: the file's own row alone is locked, with what its rules and letters read beside."""
        return self.select_for_update(of=("self",)).select_related(
            "call__charter",
            "season_city__city",
            "season_city__season__programme",
            "response__questionnaire",
            "guardianship",
            "track",
        )

    @staticmethod
    def incomplete() -> models.Q:
        """The condition of an incomplete file."""
        open_corrections = Correction.objects.filter(application=models.OuterRef("pk"), answered_at__isnull=True)
        no_agreement = models.Q(guardianship__isnull=False) & ~models.Q(guardianship__state=GuardianState.GIVEN)
        never_asked = models.Q(guardianship__isnull=True, born_on__gt=born_to_be_of_age(clock.today()))
        return models.Q(models.Exists(open_corrections)) | no_agreement | never_asked


class Application(models.Model):
    """One person applying to one call, without an account: reached by private links sent to `email`.

    `age` is the age in years on the call's day; it stays when the file is anonymised, the birth date goes.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    is_test = models.BooleanField(default=False)
    # The number that another form service gave it: imported twice, it is one file.
    external_ref = models.CharField(max_length=80, blank=True)
    email = models.EmailField(_("adresse e-mail"), max_length=254, blank=True)
    first_name = models.CharField(_("prénom"), max_length=80, blank=True)
    last_name = models.CharField(_("nom"), max_length=80, blank=True)
    born_on = models.DateField(_("date de naissance"), null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    commune_code = models.CharField(_("commune"), max_length=5, blank=True)
    season_city = models.ForeignKey("programme.SeasonCity", on_delete=models.PROTECT, related_name="applications")
    track = models.ForeignKey(Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="application")
    guardian_name = models.CharField(max_length=120, blank=True)
    guardian_email = models.EmailField(max_length=254, blank=True)
    guardianship = models.OneToOneField(
        "people.Guardianship", null=True, blank=True, on_delete=models.SET_NULL, related_name="application"
    )
    charter_accepted_at = models.DateTimeField(null=True, blank=True)
    guardian_charter_at = models.DateTimeField(null=True, blank=True)
    # A mail to this address came back: the page of the file says so, and the team's list.
    mail_returned_at = models.DateTimeField(null=True, blank=True)
    # A machine would have had to work, or to read the mail of the address.
    proven_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    # What the readers found, written for the person: drafted from criteria, approved by the team before it is sent.
    feedback = models.TextField(blank=True, max_length=1000)
    feedback_approved_at = models.DateTimeField(null=True, blank=True)
    eligibility = models.CharField(max_length=3, choices=Eligibility, blank=True)
    ineligible_why = models.CharField(_("pourquoi elle n’est pas recevable"), max_length=300, blank=True)
    labels = models.ManyToManyField("recruitment.Label", blank=True, related_name="applications")
    # What the threshold and the draw concluded, before anybody is told: sending the answers makes it the status.
    planned_status = models.CharField(max_length=12, choices=Status, blank=True)
    confirm_by = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidature")
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "call",
                Lower("email"),
                condition=models.Q(status__in=SENT, is_test=False) & ~models.Q(email=""),
                name="application_one_sent",
            ),
            models.UniqueConstraint(
                fields=["call", "external_ref"],
                condition=~models.Q(external_ref=""),
                name="application_one_ref",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "is_test", "status", "submitted_at"], name="application_list"),
            models.Index(fields=["call", "season_city", "status"], name="application_city"),
            models.Index(fields=["email"], name="application_email"),
            models.Index(fields=["call", "planned_status"], name="application_planned"),
        ]

    def __str__(self) -> str:
        return f"candidature n° {self.pk}"

    def get_absolute_url(self) -> str:
        """The team's page of the file."""
        return reverse("recruitment:team-application", args=[self.pk])

    @property
    def full_name(self) -> str:
        """First and last name; the number of the file once it is anonymised."""
        return f"{self.first_name} {self.last_name}".strip() or str(self)

    @property
    def is_sent(self) -> bool:
        """Sent, and not taken back."""
        return self.status in SENT

    def is_minor(self, day: dt.date) -> bool:
        """Whether a guardian has to agree on this day."""
        return self.born_on is not None and age_on(self.born_on, day) < MAJORITY

    @property
    def waits_for_guardian(self) -> bool:
        """Whether the file waits for an agreement, or lost it, or never asked for the one it needs."""
        if self.guardianship is None:
            return self.is_minor(clock.today())
        return self.guardianship.state != GuardianState.GIVEN


class Correction(models.Model):
    """The team asks to correct one answer: that answer alone is open again."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="corrections")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    message = models.TextField(_("ce qu’il faut corriger"), max_length=1000)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("correction demandée")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "question"],
                condition=models.Q(answered_at__isnull=True),
                name="correction_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"correction {self.pk}"
