"""Tables of questionnaires: forms by version, and typed answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from passeurs.core import clock
from passeurs.questionnaires.choices import RECORDINGS, TEXTS, UPLOADS, Kind


def make_key() -> str:
    """A short name of a question that stays the same from one version to the next."""
    return uuid.uuid4().hex[:12]


def upload_path(answer: Answer, name: str) -> str:
    """Where a file is kept: under no public address, under a name that says nothing."""
    return f"reponses/{uuid.uuid4().hex}.{name.rpartition('.')[2][:5]}"


class Questionnaire(models.Model):
    """A version of a form. Frozen, it never changes: what was asked stays beside what was answered."""

    family = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("titre"), max_length=120)
    made_at = models.DateTimeField(default=clock.now)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("questionnaire")
        ordering = ["title", "-version"]
        constraints = [models.UniqueConstraint(fields=["family", "version"], name="questionnaire_version_unique")]

    def __str__(self) -> str:
        return f"{self.title} (v{self.version})"

    def get_absolute_url(self) -> str:
        """The team's page of the form."""
        return reverse("questionnaires:questionnaire", args=[self.pk])


class Screen(models.Model):
    """One theme of a form: what is seen at once on a phone."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="screens")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("titre"), max_length=120)
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("écran")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question. `options` are the labels of a choice, or the two ends of a scale."""

    screen = models.ForeignKey(Screen, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, default=make_key)
    kind = models.CharField(_("type"), max_length=12, choices=Kind, default=Kind.SHORT_TEXT)
    label = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("aide"), max_length=500, blank=True)
    is_required = models.BooleanField(_("réponse obligatoire"), default=False)
    max_length = models.PositiveIntegerField(_("longueur maximum, en caractères"), null=True, blank=True)
    max_mb = models.PositiveSmallIntegerField(_("taille maximum, en Mo"), null=True, blank=True)
    max_seconds = models.PositiveSmallIntegerField(_("durée maximum, en secondes"), null=True, blank=True)
    options = models.JSONField(_("choix proposés"), default=list, blank=True)
    scale_size = models.PositiveSmallIntegerField(_("nombre de degrés"), null=True, blank=True)
    is_read = models.BooleanField(_("lue par les lectrices et lecteurs"), default=True)
    is_identifying = models.BooleanField(_("peut dire qui répond"), default=False)

    class Meta:
        verbose_name = _("question")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_text(self) -> bool:
        """Whether the answer is words."""
        return self.kind in TEXTS

    @property
    def is_upload(self) -> bool:
        """Whether the answer is a file."""
        return self.kind in UPLOADS

    @property
    def is_recording(self) -> bool:
        """Whether the answer is a voice or a video."""
        return self.kind in RECORDINGS


class Response(models.Model):
    """One person's answers to one version of a form. Whose it is, the activity that asked knows."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="responses")
    made_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("réponse au questionnaire")

    def __str__(self) -> str:
        return f"réponse {self.pk}"


class Answer(models.Model):
    """One typed answer: text or ISO date (str), scale (int), several choices (list of str), consent (bool).

    For a file, `value` holds {"mime", "size"} and `file` the content.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value: Any = models.JSONField()
    file = models.FileField(upload_to=upload_path, blank=True)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("réponse à une question")
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="answer_one_a_question")]

    def __str__(self) -> str:
        return f"réponse {self.pk}"
